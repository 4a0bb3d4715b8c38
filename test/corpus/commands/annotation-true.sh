# expect: T07
helm upgrade web ./web --set 'podAnnotations.prometheus\.io/scrape=true'
