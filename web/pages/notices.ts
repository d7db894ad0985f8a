// What a page says above after something was done, by the code in its address: never text from outside.

export const notices: Readonly<Record<string, string>> = {
  entro: "La sesión está abierta.",
  salio: "La sesión se cerró.",
  contrasena: "La contraseña se cambió; las demás sesiones se cerraron.",
  "sesion-cerrada": "La otra sesión se cerró.",
  guardado: "Los cambios se guardaron.",
  "borrado-pedido": "La memoria técnica ya no se ve; sus archivos se están borrando.",
  "trabajo-pedido": "El trabajo se pidió y se hace en cuanto haya turno.",
  "carga-recibida": "Los archivos se recibieron; el programa los lee ahora.",
  "carga-reintento": "El archivo se lee otra vez.",
  "carga-retirada": "La carga se retiró.",
  "archivo-relectura": "El archivo se lee otra vez; mientras tanto cuenta la lectura anterior.",
  "archivo-retirado": "El archivo se retira; las cifras se calculan de nuevo.",
};
