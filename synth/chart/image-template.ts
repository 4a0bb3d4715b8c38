/** A named template that makes an image reference of a group of values: registry, repository, then digest or tag. */
export function imageTemplate(name: string, group: string): string {
  const value = (key: string) => `.Values.${group}.${key}`;
  return `
{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "${name}" -}}
{{- $repository := ${value('repository')} }}
{{- with ${value('registry')} }}
{{- $repository = printf "%s/%s" . $repository }}
{{- end }}
{{- if ${value('digest')} }}
{{- printf "%s@%s" $repository ${value('digest')} }}
{{- else }}
{{- printf "%s:%s" $repository (default .Chart.AppVersion ${value('tag')}) }}
{{- end }}
{{- end }}
`;
}
