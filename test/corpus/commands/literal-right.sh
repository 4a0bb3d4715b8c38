# expect: none
helm upgrade api ./api --set-literal 'motd=Hello, world! {a} \o/'
