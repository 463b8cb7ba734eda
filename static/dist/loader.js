"use strict";(()=>{function s(o,n,...m){let a=Object.assign(document.createElement(o),n);return a.append(...m),a}var q=':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important;inset-block-end:var(--y, 1em)!important;inset-inline-end:var(--x, 1em)!important;font:medium/1.4 system-ui,sans-serif!important;color-scheme:light dark!important}[hidden]{display:none!important}.bar{display:flex;flex-wrap:wrap;gap:.25em;max-width:min(100vw - 2em,26em);box-sizing:border-box;padding:.25em;border:1px solid #8886;border-radius:1.75em;color:CanvasText;background:Canvas;box-shadow:0 2px 16px #0004}button{display:flex;flex:1 0 auto;align-items:center;justify-content:center;gap:.5em;max-width:100%;min-height:44px;padding:.4em 1em;border:1px solid transparent;border-radius:1.5em;font:inherit;color:inherit;background:none;cursor:pointer}.help{color:var(--on-brand, #fff);background:var(--brand, #0b5fff)}:focus-visible{outline:3px solid CanvasText;outline-offset:1px}button:before{content:"";flex:none;width:1em;height:1em;background:radial-gradient(circle at 50% 28%,currentcolor 26%,#0000 0),radial-gradient(circle at 50% 100%,currentcolor 46%,#0000 0)}.help:before{box-sizing:border-box;border:.14em solid;border-radius:50% 50% 50% .1em;background:none}.badge{min-width:1.4em;border-radius:1em;color:#fff;background:#b3001b}.lost{flex-basis:100%;padding:0 1em}a{display:block;padding-block:.7em}@media(max-width:480px){:host{inset-block-end:var(--Y, var(--y, 1em))!important;inset-inline-end:var(--X, var(--x, 1em))!important}}@media print{:host{display:none!important}}';var Z="deskbell";function G(){try{return sessionStorage.getItem(Z)!==null}catch{}return!1}var U=`cs|Nápověda|Kontaktovat člověka|Bez připojení
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
ko|도움말|담당자에게 문의하기|연결 안 됨`;var j=o=>document.querySelector(`[data-deskbell] a[href^="${o}"]`)?.pathname||"";function $(o){let n=U.split(`
`);return[...o,"en"].flatMap(a=>a?[a,a.split("-")[0]]:[]).map(a=>n.find(p=>p.startsWith(a.toLowerCase()+"|"))).find(a=>a).split("|")}function Y(o){let[n,m,a]=[1,3,5].map(p=>(parseInt(o.slice(p,p+2),16)/255)**2.2);return .2126*n+.7152*m+.0722*a>.179?"#000":"#fff"}var z="deskbell-launcher";function V(o){let{dataset:n,src:m}=o,a=document.documentElement,p=new AbortController,{signal:w}=p,X=s("span",{className:"badge",hidden:!0,role:"status"}),N=s("button",{type:"button",className:"help",ariaExpanded:"false",onclick:()=>h(d?"toggle":"open")}),P=s("button",{type:"button",onclick:()=>h("open","person")}),g=s("div",{className:"lost",hidden:!0,role:"status"}),k=s("div",{className:"bar",role:"region",dir:"auto"},g,N,P),l=document.createElement(z),E=l.attachShadow({mode:"open"}),v=[],I=[],d,S=[],L=!0,y=0,K="",D,_=0,A=e=>{let t=new CSSStyleSheet;return t.replaceSync(e),t},M=A("@media screen{[data-deskbell]{visibility:hidden!important}}"),b=(e,t,i)=>e.addEventListener(t,i,{signal:w}),T=()=>K||n.lang||a.lang,C=()=>$([T(),...navigator.languages]);function u(){if(w.aborted)return;!l.isConnected&&_++<50&&a.append(l);let e=n.launcher==="own"||n.hide?.split(" ").some(r=>r&&location.pathname.startsWith(r));k.hidden=M.disabled=!!(e&&document.querySelector("[data-deskbell] a"));let[t,i,c]=C();t!==l.lang&&(l.lang=t,k.ariaLabel=n.title||i,N.replaceChildren(n.helpLabel||i,X),P.textContent=n.personLabel||c,d?.does("language",T()))}function J(e){let t=e.target.closest("[data-deskbell-open]")?.dataset.deskbellOpen;t===void 0||e.defaultPrevented||(e.preventDefault(),h("open",t))}function h(...e){if(d)return d.does(...e);L&&F(e[1]),v.push(e)}function O(e){let t=new URL(e==="person"?"help/person":"help",m);for(let[i,c]of[["lang",T()],["page",location.origin+location.pathname],["scope",n.scope]])c&&t.searchParams.set(i,c);return s("iframe",{src:t.href,title:k.ariaLabel,allow:"clipboard-write"})}function F(e){let[t,i]="widget.39f3c729cd69.js sha256-OfPHKc1pHCtWiJr+AO+VDHy36L8hl4PC4q3SxfLkDgc=".split(" "),c=new URL(t,m).href,r=s("script",o.integrity?{integrity:i,crossOrigin:""}:{}),x=f=>{clearTimeout(y),!(d||!r.isConnected)&&(d=f({element:l,data:n,signal:w,calls:v,heard:I,makeFrame:O,contacts:R,words:C}),g.hidden=!0)};r.onerror=()=>{L=!0,g.replaceChildren(...R(C()[3])),g.hidden=!v.length},r.nonce=o.nonce,D??=window.trustedTypes?.createPolicy("deskbell",{createScriptURL:f=>f}),r.src=D?.createScriptURL(c)??c;for(let f of S)f.remove();S=[s("div",{className:"sheet",hidden:!0},O(e)),Object.assign(r,{deskbell:x})],E.append(S[0]),l.append(r),v.length=0,L=!1,g.hidden=!0,clearTimeout(y),y=window.setTimeout(r.onerror,4e3)}function R(e){let t=n.email||j("mailto:"),i=n.phone||j("tel:"),c=(r,x)=>s("a",{href:r,textContent:x,hidden:!x,dir:"ltr"});return[s("p",{textContent:e}),c("mailto:"+t,t),c("tel:"+i.replace(/\(0\)|[^\d+]/g,""),i)]}l.dir={left:"rtl",right:"ltr"}[n.position]??"",n.offset?.split(" ").forEach((e,t)=>l.style.setProperty("--"+"xyXY"[t],e+"px"));let H=n.colour;E.adoptedStyleSheets=[A(q+(/^#[0-9a-f]{6}$/i.test(H)?`:host{--brand:${H};--on-brand:${Y(H)}}`:""))],E.append(k),document.adoptedStyleSheets=[...document.adoptedStyleSheets,M],b(document,"click",J),b(window,"message",e=>d?d.hear(e):I.push(e)),window.navigation?b(window.navigation,"currententrychange",u):b(window,"popstate",u);let B=new MutationObserver(()=>requestAnimationFrame(u));B.observe(a,{childList:!0,attributeFilter:["lang"]}),b(document,"DOMContentLoaded",u),u(),G()&&F();let W={open:e=>h("open",e),ask:e=>h("ask",e),close:()=>d?.close(),setLanguage(e){K=e,u()},destroy(){d?.end(),p.abort(),B.disconnect(),clearTimeout(y),l.remove(),document.adoptedStyleSheets=document.adoptedStyleSheets.filter(e=>e!==M),delete window.Deskbell},push:([e,t])=>W[e](t)};return W}if("adoptedStyleSheets"in document&&!document.querySelector(z)){let{src:o}=document.currentScript,n=window.Deskbell;window.Deskbell=V([...document.scripts].find(m=>m.src===o)),n?.forEach(window.Deskbell.push)}})();
