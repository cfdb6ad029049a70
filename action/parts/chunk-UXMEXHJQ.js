import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e={"client-credentials":"client-credentials",code:"code",pkce:"pkce",implicit:"implicit","saml2-bearer":"saml2-bearer",password:"password","CLIENT-CREDENTIALS":"client-credentials",CODE:"code",TOKEN:"implicit","SAML2-BEARER":"saml2-bearer",PASSWORD:"password"};export{e as a};
