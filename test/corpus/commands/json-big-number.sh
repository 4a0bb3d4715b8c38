# expect: T16
helm upgrade api ./api --set-json 'chat.room=-1001234567890123456'
