# expect: T25
helm upgrade api ./api --set chat.room=-1001234567890123456
