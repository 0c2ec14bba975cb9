"""Files people send: known by content, sealed on disk under their person's key, shown without what the camera
added.
"""
