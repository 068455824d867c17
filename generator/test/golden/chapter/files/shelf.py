# ANCHOR: show
print([1])
# ANCHOR_END: show
