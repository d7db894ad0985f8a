// What a page says above after something was done, by the code in its address: never text from outside.

export const notices: Readonly<Record<string, string>> = {
  entro: "La sesión está abierta.",
  salio: "La sesión se cerró.",
  contrasena: "La contraseña se cambió; las demás sesiones se cerraron.",
  "sesion-cerrada": "La otra sesión se cerró.",
  guardado: "Los cambios se guardaron.",
  empezada: "La memoria técnica está empezada; abajo está lo que falta.",
  "ya-empezada": "Ya había una memoria técnica para esa convocatoria: es esta.",
  "incidencia-registrada": "La incidencia se registró; las cifras se calculan de nuevo.",
  "incidencia-retirada": "La incidencia se retiró; queda en la historia.",
  "incidencias-importadas": "Las incidencias de la tabla se registraron; las cifras se calculan de nuevo.",
  "tabla-agregada": "La tabla se leyó y se guardó; las cifras se calculan de nuevo.",
  "tabla-retirada": "La tabla se retiró; las cifras se calculan de nuevo.",
  restaurado: "El texto anterior se restauró; el que había queda en la historia.",
  "borrador-pedido": "La vista previa se está preparando.",
  "entrega-pedida": "La entrega quedó registrada; el acuse estará aquí en unos momentos.",
  "ya-entregada": "Esa versión ya se había entregado, o se está entregando; no se entregó otra.",
};
