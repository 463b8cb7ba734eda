"use strict";(()=>{function l(r,t,...c){let a=Object.assign(document.createElement(r),t);return a.append(...c),a}var U=':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483000!important;inset-block-end:var(--y)!important;inset-inline-end:var(--x)!important;font:medium/1.4 system-ui,sans-serif!important;color-scheme:light dark!important;--x: 1em;--y: 1em;--brand: #0b5fff;--on-brand: #fff}[hidden]{display:none!important}.bar{display:flex;flex-wrap:wrap;gap:.25em;max-width:min(100vw - 2em,26em);box-sizing:border-box;padding:.25em;border:1px solid #8886;border-radius:1.75em;color:CanvasText;background:Canvas;box-shadow:0 2px 16px #0004}button{display:flex;flex:1 0 auto;align-items:center;justify-content:center;gap:.5em;max-width:100%;min-height:44px;padding:.4em 1em;border:1px solid transparent;border-radius:1.5em;font:inherit;color:inherit;background:none;cursor:pointer}.help{color:var(--on-brand);background:var(--brand)}:focus-visible{outline:3px solid CanvasText;outline-offset:1px}button:before{content:"";flex:none;width:1em;height:1em;background:radial-gradient(circle at 50% 28%,currentcolor 26%,#0000 0),radial-gradient(circle at 50% 100%,currentcolor 46%,#0000 0)}.help:before{box-sizing:border-box;border:.14em solid;border-radius:50% 50% 50% .1em;background:none}.lost{flex-basis:100%;padding:0 1em}a{display:block;padding-block:.7em}@media(max-width:480px){:host{inset-block-end:var(--Y, var(--y))!important;inset-inline-end:var(--X, var(--x))!important}}@media print{:host{display:none!important}}';var ne="deskbell";function G(){try{return sessionStorage.getItem(ne)!==null}catch{}return!1}var $=`cs|Nápověda|Kontaktovat člověka|Bez připojení
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
ko|도움말|담당자에게 문의하기|연결 안 됨`;var K=r=>document.querySelector(`[data-deskbell] a[href^="${r}"]`)?.pathname||"";function q(r){let t=$.split(`
`);return[...r,"en"].flatMap(a=>a?[a,a.split("-")[0]]:[]).map(a=>t.find(m=>m.startsWith(a.toLowerCase()+"|"))).find(a=>a).split("|")}function Y(r){let[t,c,a]=[1,3,5].map(m=>(parseInt(r.slice(m,m+2),16)/255)**2.2);return .2126*t+.7152*c+.0722*a>.179?"#000":"#fff"}function V(r){let{dataset:t,src:c}=r,a=document.documentElement,m=new AbortController,{signal:w}=m,P=l("button",{className:"help",ariaExpanded:"false",onclick:()=>h(d?"toggle":"open")}),z=l("button",{onclick:()=>h("open","person")}),k=l("div",{className:"lost",hidden:!0,role:"status"}),y=l("div",{className:"bar",role:"region",dir:"auto"},k,P,z),i=document.createElement("deskbell-launcher"),E=i.attachShadow({mode:"open"}),v=[],D=[],d,S=[],L=!0,x=0,I="",N,Q=0,A=e=>{let n=new CSSStyleSheet;return n.replaceSync(e),n},M=A("@media screen{[data-deskbell]{visibility:hidden!important}}"),g=(e,n,s)=>e.addEventListener(n,s,{signal:w}),T=()=>I||t.lang||a.lang,C=()=>q([T(),...navigator.languages]);function u(){if(w.aborted)return;document.body&&!i.isConnected&&Q++<50&&a.append(i);let n=!!((t.launcher==="own"||t.hide?.split(" ").some(p=>p&&location.pathname.startsWith(p)))&&document.querySelector("[data-deskbell] a"));y.hidden=n&&k.hidden,M.disabled=n||!i.isConnected;let[s,o,b]=C();s!==i.lang&&(i.lang=s,y.ariaLabel=t.title||o,P.textContent=t.helpLabel||o,z.textContent=t.personLabel||b,d?.does("language",T()))}function H(e){k.hidden=e,u()}function Z(e){let n=e.target.closest?.("[data-deskbell-open]")?.dataset.deskbellOpen;n===void 0||e.defaultPrevented||e.shiftKey||e.ctrlKey||e.metaKey||(e.preventDefault(),h("open",n))}function h(...e){if(d)return d.does(...e);L&&O(e[1]),v.push(e)}function F(e){let n=new URL(e==="person"?"help/person":"help",c);for(let[s,o]of[["lang",T()],["page",location.origin+location.pathname],["scope",t.scope]])o&&n.searchParams.set(s,o);return l("iframe",{src:n.href,title:y.ariaLabel,allow:"clipboard-write"})}function O(e){let[n,s]="widget.d4418e4d7858.js sha256-1EGOTXhYOKob6qT0VXPJPNp2DdxR1KfLTx9goq0nDxE=".split(" "),o=l("script",r.integrity?{integrity:s,crossOrigin:""}:{}),b=f=>{o.isConnected&&(clearTimeout(x),d=f({element:i,data:t,signal:w,calls:v,heard:D,makeFrame:F,contacts:R,words:C}),H(!0))};o.onerror=()=>{o.isConnected&&(L=!0,k.replaceChildren(...R(C()[3])),H(!v.length))},o.deskbell=b,o.nonce=r.nonce;let p={createScriptURL:f=>f};N??=window.trustedTypes?.createPolicy("deskbell",p)??p,o.src=N.createScriptURL(new URL(n,c).href),S.forEach(f=>f.remove()),S=[l("div",{className:"sheet",hidden:!0},F(e)),o],E.append(S[0]),i.append(o),L=!1,H(!0),clearTimeout(x),x=window.setTimeout(o.onerror,4e3)}function R(e){let n=t.email||K("mailto:"),s=t.phone||K("tel:"),o=(b,p)=>l("a",{href:b,textContent:p,hidden:!p,dir:"ltr"});return[l("p",{textContent:e}),o("mailto:"+n,n),o("tel:"+s.replace(/\(0\)|[^\d+]/g,""),s)]}i.dir={left:"rtl",right:"ltr"}[t.position]??"",t.offset?.split(" ").forEach((e,n)=>i.style.setProperty("--"+"xyXY"[n],e+"px"));let j=t.colour;E.adoptedStyleSheets=[A(U+(/^#[0-9a-f]{6}$/i.test(j)?`:host{--brand:${j};--on-brand:${Y(j)}}`:""))],E.append(y),document.adoptedStyleSheets.push(M),g(document,"click",Z),g(window,"message",e=>d?d.hear(e):c.startsWith(e.origin)&&D.push(e)),window.navigation?g(window.navigation,"currententrychange",u):g(window,"popstate",u);let W=new MutationObserver(()=>requestAnimationFrame(u));W.observe(a,{childList:!0,attributeFilter:["lang"]}),g(document,"DOMContentLoaded",u),u(),G()&&O();let B={open:e=>h("open",e),ask:e=>h("ask",e),close(){v.length=0,d?.close()},setLanguage(e){I=e,u()},destroy(){d?.end(),m.abort(),W.disconnect(),clearTimeout(x),i.remove(),document.adoptedStyleSheets=document.adoptedStyleSheets.filter(e=>e!==M),delete window.Deskbell},push:([e,n])=>B[e](n)};return B}var{src:X}=document.currentScript??{},_=[...document.scripts].find(r=>X&&r.src===X),J=window.Deskbell;_&&"adoptedStyleSheets"in document&&!J?.destroy&&(window.Deskbell=V(_),J?.forEach?.(window.Deskbell.push));})();
