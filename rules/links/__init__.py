"""Links, anchors and includes."""
