# expect: T02 T19
helm upgrade api ./api --set "database.url=postgres://api:pa,ss@db:5432/api?sslmode=require"
