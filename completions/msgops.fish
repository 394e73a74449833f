complete --keep-order --exclusive --command msgops --arguments "(MSGOPS_COMPLETE=fish msgops -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
