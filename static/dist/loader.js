"use strict";(()=>{function c(a,t,...p){let o=Object.assign(document.createElement(a),t);return o.append(...p),o}var B=':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important;inset-block-end:var(--y)!important;inset-inline-end:var(--x)!important;font:medium/1.4 system-ui,sans-serif!important;color-scheme:light dark!important;--x: 1em;--y: 1em;--brand: #0b5fff;--on-brand: #fff}[hidden]{display:none!important}.bar{display:flex;flex-wrap:wrap;gap:.25em;max-width:min(100vw - 2em,26em);box-sizing:border-box;padding:.25em;border:1px solid #8886;border-radius:1.75em;color:CanvasText;background:Canvas;box-shadow:0 2px 16px #0004}button{display:flex;flex:1 0 auto;align-items:center;justify-content:center;gap:.5em;max-width:100%;min-height:44px;padding:.4em 1em;border:1px solid transparent;border-radius:1.5em;font:inherit;color:inherit;background:none;cursor:pointer}.help{color:var(--on-brand);background:var(--brand)}:focus-visible{outline:3px solid CanvasText;outline-offset:1px}button:before{content:"";flex:none;width:1em;height:1em;background:radial-gradient(circle at 50% 28%,currentcolor 26%,#0000 0),radial-gradient(circle at 50% 100%,currentcolor 46%,#0000 0)}.help:before{box-sizing:border-box;border:.14em solid;border-radius:50% 50% 50% .1em;background:none}.lost{flex-basis:100%;padding:0 1em}a{display:block;padding-block:.7em}@media(max-width:480px){:host{inset-block-end:var(--Y, var(--y))!important;inset-inline-end:var(--X, var(--x))!important}}@media print{:host{display:none!important}}';var ee="deskbell";function G(){try{return sessionStorage.getItem(ee)!==null}catch{}return!1}var U=`cs|Nápověda|Kontaktovat člověka|Bez připojení
da|Hjælp|Kontakt et menneske|Ingen forbindelse
de|Hilfe|Einen Menschen fragen|Keine Verbindung
en|Help|Reach a person|No connection
es|Ayuda|Contactar con una persona|Sin conexión
et|Abi|Küsige inimeselt|Ühendus puudub
fi|Ohje|Ota yhteys ihmiseen|Ei yhteyttä
fr|Aide|Contacter une personne|Pas de connexion
ga|Cabhair|Déan teagmháil le duine|Gan nasc
hr|Pomoć|Obratite se čovjeku|Veza je prekinuta
hu|Segítség|Élő munkatárs elérése|Nincs kapcsolat
id|Bantuan|Hubungi orang|Tanpa koneksi
is|Hjálp|Fá samband við manneskju|Ekkert samband
it|Aiuto|Contatta una persona|Connessione assente
lt|Pagalba|Susisiekti su žmogumi|Nėra ryšio
lv|Palīdzība|Sazināties ar cilvēku|Nav savienojuma
mt|Għajnuna|Ikkuntattja persuna|L-ebda konnessjoni
nb|Hjelp|Kontakt et menneske|Ingen forbindelse
nl|Hulp|Contact met een mens|Geen verbinding
nn|Hjelp|Kontakt et menneske|Ingen forbindelse
no|Hjelp|Kontakt et menneske|Ingen forbindelse
pl|Pomoc|Kontakt z człowiekiem|Brak połączenia
pt|Ajuda|Falar com uma pessoa|Sem ligação
ro|Ajutor|Contactați o persoană|Fără conexiune
sk|Pomoc|Kontaktovať človeka|Bez pripojenia
sl|Pomoč|Stik s človekom|Ni povezave
sv|Hjälp|Kontakta en människa|Ingen anslutning
sw|Msaada|Wasiliana na mhudumu|Hakuna muunganisho
tr|Yardım|Gerçek bir kişiye ulaşın|Bağlantı yok
uk|Допомога|Звернутися до людини|Немає з’єднання
vi|Trợ giúp|Liên hệ nhân viên|Mất kết nối
el|Βοήθεια|Μιλήστε με άνθρωπο|Χωρίς σύνδεση
bg|Помощ|Връзка с човек|Няма връзка
ru|Помощь|Связаться с человеком|Нет соединения
sr|Помоћ|Обратите се човеку|Веза је прекинута
he|עזרה|לפנות לאדם|אין חיבור
ar|المساعدة|التواصل مع شخص حقيقي|لا يوجد اتصال
fa|راهنما|ارتباط با یک انسان|اتصال نیست
ur|مدد|کسی انسان سے رابطہ کریں|کنکشن نہیں ہے
hi|सहायता|किसी व्यक्ति से बात करें|कनेक्शन नहीं है
bn|সাহায্য|মানুষের সঙ্গে যোগাযোগ করুন|সংযোগ নেই
th|ความช่วยเหลือ|ติดต่อเจ้าหน้าที่|ไม่มีการเชื่อมต่อ
ja|ヘルプ|スタッフに問い合わせる|接続できません
zh|帮助|联系人工客服|无法连接
zh-hant|說明|聯絡真人客服|無法連線
zh-hk|說明|聯絡真人客服|無法連線
zh-tw|說明|聯絡真人客服|無法連線
ko|도움말|담당자에게 문의하기|연결 안 됨`;var j=a=>document.querySelector(`[data-deskbell] a[href^="${a}"]`)?.pathname||"";function $(a){let t=U.split(`
`);return[...a,"en"].flatMap(o=>o?[o,o.split("-")[0]]:[]).map(o=>t.find(m=>m.startsWith(o.toLowerCase()+"|"))).find(o=>o).split("|")}function q(a){let[t,p,o]=[1,3,5].map(m=>(parseInt(a.slice(m,m+2),16)/255)**2.2);return .2126*t+.7152*p+.0722*o>.179?"#000":"#fff"}function Y(a){let{dataset:t,src:p}=a,o=document.documentElement,m=new AbortController,{signal:w}=m,z=c("button",{className:"help",ariaExpanded:"false",onclick:()=>f(l?"toggle":"open")}),K=c("button",{onclick:()=>f("open","person")}),g=c("div",{className:"lost",hidden:!0,role:"status"}),h=c("div",{className:"bar",role:"region",dir:"auto"},g,z,K),i=document.createElement("deskbell-launcher"),E=i.attachShadow({mode:"open"}),v=[],P=[],l,S=[],L=!0,y=0,D="",I,J=0,N=e=>{let n=new CSSStyleSheet;return n.replaceSync(e),n},M=N("@media screen{[data-deskbell]{visibility:hidden!important}}"),b=(e,n,s)=>e.addEventListener(n,s,{signal:w}),T=()=>D||t.lang||o.lang,C=()=>$([T(),...navigator.languages]);function u(){if(w.aborted)return;document.body&&!i.isConnected&&J++<50&&o.append(i);let e=t.launcher==="own"||t.hide?.split(" ").some(r=>r&&location.pathname.startsWith(r));h.hidden=!!(e&&document.querySelector("[data-deskbell] a")),M.disabled=h.hidden||!i.isConnected;let[n,s,d]=C();n!==i.lang&&(i.lang=n,h.ariaLabel=t.title||s,z.textContent=t.helpLabel||s,K.textContent=t.personLabel||d,l?.does("language",T()))}function Q(e){let n=e.target.closest?.("[data-deskbell-open]")?.dataset.deskbellOpen;n===void 0||e.defaultPrevented||e.ctrlKey||e.metaKey||(e.preventDefault(),f("open",n))}function f(...e){if(l)return l.does(...e);L&&F(e[1]),v.push(e)}function A(e){let n=new URL(e==="person"?"help/person":"help",p);for(let[s,d]of[["lang",T()],["page",location.origin+location.pathname],["scope",t.scope]])d&&n.searchParams.set(s,d);return c("iframe",{src:n.href,title:h.ariaLabel,allow:"clipboard-write"})}function F(e){let[n,s]="widget.2ee4bb7b897d.js sha256-LuS7e4l9dhEsc51XeQFypSW8RF/8NHDHmcXyRkBXDMI=".split(" "),d=new URL(n,p).href,r=c("script",a.integrity?{integrity:s,crossOrigin:""}:{}),x=k=>{clearTimeout(y),!(l||!r.isConnected)&&(l=k({element:i,data:t,signal:w,calls:v,heard:P,makeFrame:A,contacts:O,words:C}),g.hidden=!0)};r.onerror=()=>{L=!0,g.replaceChildren(...O(C()[3])),g.hidden=!v.length},r.deskbell=x,r.nonce=a.nonce,I??=window.trustedTypes?.createPolicy("deskbell",{createScriptURL:k=>k}),r.src=I?.createScriptURL(d)??d;for(let k of S)k.remove();S=[c("div",{className:"sheet",hidden:!0},A(e)),r],E.append(S[0]),i.append(r),L=!1,g.hidden=!0,clearTimeout(y),y=window.setTimeout(r.onerror,4e3)}function O(e){let n=t.email||j("mailto:"),s=t.phone||j("tel:"),d=(r,x)=>c("a",{href:r,textContent:x,hidden:!x,dir:"ltr"});return[c("p",{textContent:e}),d("mailto:"+n,n),d("tel:"+s.replace(/\(0\)|[^\d+]/g,""),s)]}i.dir={left:"rtl",right:"ltr"}[t.position]??"",t.offset?.split(" ").forEach((e,n)=>i.style.setProperty("--"+"xyXY"[n],e+"px"));let H=t.colour;E.adoptedStyleSheets=[N(B+(/^#[0-9a-f]{6}$/i.test(H)?`:host{--brand:${H};--on-brand:${q(H)}}`:""))],E.append(h),document.adoptedStyleSheets.push(M),b(document,"click",Q),b(window,"message",e=>l?l.hear(e):p.startsWith(e.origin)&&P.push(e)),window.navigation?b(window.navigation,"currententrychange",u):b(window,"popstate",u);let R=new MutationObserver(()=>requestAnimationFrame(u));R.observe(o,{childList:!0,attributeFilter:["lang"]}),b(document,"DOMContentLoaded",u),u(),G()&&F();let W={open:e=>f("open",e),ask:e=>f("ask",e),close(){v.length=0,l?.close()},setLanguage(e){D=e,u()},destroy(){l?.end(),m.abort(),R.disconnect(),clearTimeout(y),i.remove(),document.adoptedStyleSheets=document.adoptedStyleSheets.filter(e=>e!==M),delete window.Deskbell},push:([e,n])=>W[e](n)};return W}var{src:V}=document.currentScript??{},X=[...document.scripts].find(a=>V&&a.src===V),_=window.Deskbell;X&&"adoptedStyleSheets"in document&&!_?.destroy&&(window.Deskbell=Y(X),_?.forEach?.(window.Deskbell.push));})();
