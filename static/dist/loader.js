"use strict";(()=>{function l(o,t,...p){let r=Object.assign(document.createElement(o),t);return r.append(...p),r}var G=':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important;inset-block-end:var(--y)!important;inset-inline-end:var(--x)!important;font:medium/1.4 system-ui,sans-serif!important;color-scheme:light dark!important;--x: 1em;--y: 1em;--brand: #0b5fff;--on-brand: #fff}[hidden]{display:none!important}.bar{display:flex;flex-wrap:wrap;gap:.25em;max-width:min(100vw - 3em,26em);padding:.25em;border:1px solid #8886;border-radius:1.75em;color:CanvasText;background:Canvas;box-shadow:0 2px 16px #0004}button{display:flex;flex:1 0 auto;align-items:center;justify-content:center;gap:.5em;max-width:100%;min-height:44px;padding:.4em 1em;border:1px solid transparent;border-radius:1.5em;font:inherit;color:inherit;background:none;cursor:pointer}.help{color:var(--on-brand);background:var(--brand)}:focus-visible{outline:3px solid CanvasText;outline-offset:1px}button:before{content:"";flex:none;width:1em;height:1em;background:radial-gradient(circle at 50% 28%,currentcolor 26%,#0000 0),radial-gradient(circle at 50% 100%,currentcolor 46%,#0000 0)}.help:before{box-sizing:border-box;border:.14em solid;border-radius:50% 50% 50% .1em;background:none}.lost{flex-basis:100%;padding:0 1em}a{display:block;padding-block:.7em}@media(max-width:480px){:host{inset-block-end:var(--Y, var(--y))!important;inset-inline-end:var(--X, var(--x))!important}}@media print{:host{display:none!important}}';var oe="deskbell";function $(){try{return sessionStorage[oe]}catch{}}var q=`cs|Nápověda|Kontaktovat člověka|Bez připojení
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
ko|도움말|담당자에게 문의하기|연결 안 됨`;var K=o=>document.querySelector(`[data-deskbell] a[href^="${o}"]`)?.pathname||"";function Y(o){let t=q.split(`
`);return[...o,"en"].flatMap(r=>[r,r.split("-")[0]]).map(r=>t.find(m=>m.startsWith(r.toLowerCase()+"|"))).find(r=>r).split("|")}function V(o){let[t,p,r]=[1,3,5].map(m=>(+("0x"+o.slice(m,m+2))/255)**2.2);return .2126*t+.7152*p+.0722*r>.179?"#000":"#fff"}function X(o){let{dataset:t,src:p}=o,r=o.closest("html"),m=new AbortController,{signal:w}=m,P=l("button",{className:"help",ariaExpanded:"false",onclick:()=>g(d?"toggle":"open")}),z=l("button",{onclick:()=>g("open","person")}),b=l("div",{className:"lost",hidden:!0,role:"status"}),k=l("div",{className:"bar",role:"region",dir:"auto"},b,P,z),s=document.createElement("deskbell-launcher"),E=s.attachShadow({mode:"open"}),y=[],D=[],d,S=[],L=!0,v=0,N="",A,ee=0,I=e=>{let n=new CSSStyleSheet;return n.replaceSync(e),n},M=I("@media screen{[data-deskbell]{visibility:hidden!important}}"),x=(e,n,i)=>e.addEventListener(n,i,{signal:w}),T=()=>N||t.lang||r.lang,C=()=>Y([T(),...navigator.languages]);function u(){if(w.aborted)return;document.body&&!s.isConnected&&ee++<50&&r.append(s);let n=!!((t.launcher==="own"||t.hide?.split(" ").some(c=>c&&location.pathname.startsWith(c)))&&document.querySelector("[data-deskbell] a"));k.hidden=n&&b.hidden,M.disabled=n||!s.isConnected;let[i,a,h]=C();i!==s.lang&&(s.lang=i,k.ariaLabel=t.title||a,P.textContent=t.helpLabel||a,z.textContent=t.personLabel||h,d?.does("language",T()))}function H(e){b.hidden=e,u()}function ne(e){let n=e.target.closest?.("[data-deskbell-open]")?.dataset.deskbellOpen;n===void 0||e.defaultPrevented||e.shiftKey||e.ctrlKey||e.metaKey||(e.preventDefault(),g("open",n))}function g(...e){if(d)return d.does(...e);y.push(e),L&&F(e[1])}function O(e){let n=new URL(e==="person"?"help/person":"help",p);for(let[i,a]of[["lang",T()],["page",location.origin+location.pathname],["scope",t.scope]])a&&n.searchParams.set(i,a);return l("iframe",{src:n.href,title:k.ariaLabel,allow:"clipboard-write"})}function F(e){let[n,i]="widget.70f83abd6915.js sha256-cPg6vWkVPFkKo++8MOo6LFYGmy9N4dHB0mM376bkZTw=".split(" "),a=l("script",o.integrity?{integrity:i,crossOrigin:""}:{}),h=f=>{a.isConnected&&(clearTimeout(v),d=f({element:s,data:t,signal:w,calls:y,heard:D,makeFrame:O,contacts:R,words:C}),H(!0))},c=()=>{a.isConnected&&(L=!0,b.replaceChildren(...R(C()[3])),H(!y.length))};a.onerror=c,a.deskbell=h,a.nonce=o.nonce,S.forEach(f=>f.remove()),S=[l("div",{className:"sheet",hidden:!0},O(e)),a],E.append(S[0]),s.append(a),L=!1,H(!0),clearTimeout(v),v=window.setTimeout(c,4e3);let U={createScriptURL:f=>f};try{A??=window.trustedTypes?.createPolicy("deskbell",U)??U,a.src=A.createScriptURL(new URL(n,p).href)}catch{c()}}function R(e){let n=t.email||K("mailto:"),i=t.phone||K("tel:"),a=(h,c)=>l("a",{href:h,textContent:c,hidden:!c,dir:"ltr"});return[l("p",{textContent:e}),a("mailto:"+n,n),a("tel:"+i.replace(/\(0\)|[^\d+]/g,""),i)]}s.dir={left:"rtl",right:"ltr"}[t.position]??"",t.offset?.match(/\d+/g)?.forEach((e,n)=>s.style.setProperty("--"+"xyXY"[n],e+"px"));let j=t.colour;E.adoptedStyleSheets=[I(G+(/^#[0-9a-f]{6}$/i.test(j)?`:host{--brand:${j};--on-brand:${V(j)}}`:""))],E.append(k),document.adoptedStyleSheets.push(M),x(document,"click",ne),x(window,"message",e=>d?d.hear(e):p.startsWith(e.origin)&&D.push(e));for(let e of["currententrychange","popstate"])x(window.navigation??window,e,u);let W=new MutationObserver(()=>requestAnimationFrame(u));W.observe(r,{childList:!0,attributeFilter:["lang"]}),x(document,"DOMContentLoaded",u),u(),$()&&F();let B={open:e=>g("open",e),ask:e=>g("ask",e),close(){y.length=0,d?.close()},setLanguage(e){N=e,u()},destroy(){d?.end(),m.abort(),W.disconnect(),clearTimeout(v),s.remove(),document.adoptedStyleSheets=document.adoptedStyleSheets.filter(e=>e!==M),delete window.Deskbell},push:e=>B[e?.[0]]?.(e[1])};return B}var Z=o=>o instanceof HTMLScriptElement&&o.src,_=Z(document.currentScript),J=[...document.scripts].find(o=>_&&Z(o)===_),Q=window.Deskbell;J&&"adoptedStyleSheets"in document&&!Q?.destroy&&(window.Deskbell=X(J),Q?.forEach?.(window.Deskbell.push));})();
