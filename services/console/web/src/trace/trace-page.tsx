export function TracePage({ traceId }: { readonly traceId: string }) {
  return <p>{traceId}</p>;
}
