# expect: T31
helm upgrade api ./api --set hosts={a.example.com,b.example.com}
