# expect: T18
helm upgrade api ./api --set-literal 'files.settings\.xml=<settings/>'
