"""The door of the desk: part of its addresses, kept apart because nobody who comes here is signed in yet."""

from django.urls import path

from evenhand.faces.desk import prove_again, set_up, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/proof", sign_in.second_proof, name="second-proof"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("prove-again", prove_again.prove_again, name="prove-again"),
    path("set-up", set_up.choose_proof, name="choose-proof"),
    path("set-up/app", set_up.set_up_app, name="set-up-app"),
    path("set-up/passkey", set_up.set_up_passkey, name="set-up-passkey"),
    path("set-up/<str:token>", set_up.set_up, name="set-up"),
]
