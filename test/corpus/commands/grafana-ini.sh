# expect: T01
helm install grafana grafana/grafana --set grafana.ini.server.root_url=https://grafana.example.com
