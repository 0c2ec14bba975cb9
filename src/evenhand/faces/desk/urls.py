from django.urls import include, path

from evenhand.faces.desk import beside, files, find, matter, moves, queue, troubles, write

app_name = "desk"
urlpatterns = [
    path("", queue.desk, name="desk"),
    path("/queue", queue.queue, name="queue"),
    path("/find", find.find_matters, name="find"),
    path("/keys", queue.keys, name="keys"),
    path("/m/<str:number>", matter.show_matter, name="matter"),
    path("/m/<str:number>/talk", matter.talk, name="talk"),
    path("/m/<str:number>/beside", beside.beside, name="beside"),
    path("/m/<str:number>/reply", write.reply, name="reply"),
    path("/m/<str:number>/note", write.write_note, name="write-note"),
    path("/m/<str:number>/draft/<str:kind>", write.keep_draft, name="keep-draft"),
    path("/m/<str:number>/assign", moves.assign, name="assign"),
    path("/m/<str:number>/hand-over", moves.hand_over, name="hand-over"),
    path("/m/<str:number>/snooze", moves.snooze, name="snooze"),
    path("/m/<str:number>/wake", moves.wake, name="wake"),
    path("/m/<str:number>/solve", moves.solve, name="solve"),
    path("/m/<str:number>/reopen", moves.reopen, name="reopen"),
    path("/m/<str:number>/tie", moves.tie_to_order, name="tie-to-order"),
    path("/file/<uuid:attachment_id>", files.attachment, name="attachment"),
    path("/troubles", troubles.troubles, name="troubles"),
    path("/troubles/<int:drawn_id>/retry", troubles.retry, name="retry"),
    path("/troubles/job/<int:job_id>/retry", troubles.retry_job, name="retry-job"),
    path("/", include("evenhand.faces.desk.sign_in_urls")),
]
