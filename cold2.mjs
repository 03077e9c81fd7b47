const root='/tmp/speed3'; const scheme=process.argv[2]; const rounds=+process.argv[3]; const thr=+(process.argv[4]||1);
const { serveBench } = await import(root+'/bench/serve.mjs');
const { launchChromium } = await import(root+'/bench/measure/browsers.mjs');
const { SCHEMES } = await import(root+'/bench/contestants/list.mjs');
const med=a=>{a=[...a].sort((x,y)=>x-y);return Math.round(a[a.length>>1])};
const cs=SCHEMES[scheme].contestants.filter(c=>c.role!=='peer'||c.name==='aws4fetch');
const served = await serveBench({[scheme]:{...SCHEMES[scheme],contestants:cs}});
const b = await launchChromium({path:'/usr/bin/chromium'});
const acc={};
for(let r=0;r<rounds;r++) for(const c of cs){ 
  const ctx=await b.newContext(); const page=await ctx.newPage(); 
  if(thr>1){const s=await ctx.newCDPSession(page);await s.send('Emulation.setCPUThrottlingRate',{rate:thr});}
  await page.goto('http://127.0.0.1:'+served.port+'/');
  const res=await page.evaluate(async([n,g])=>(await import('/measure/page.mjs'))[n](g),['cold',served.inPage(scheme,c)]);
  await ctx.close();
  for(const [k,v] of Object.entries(res)) if(typeof v==='number'){((acc[c.name]??={})[k]??=[]).push(v);} }
for(const [n,o] of Object.entries(acc)) console.log(n, Object.entries(o).filter(([k])=>k!=='early'&&k!=='late').map(([k,v])=>k+' '+med(v)).join(' | '));
await b.close(); await served.stop();
