namespace IdentityService.Doors.Inbox;

/// <summary>The page's style and script, named in its policy by their hashes. Colours and sizes are the house's (UX-V).</summary>
internal static class InboxStyle
{
    public const string Css = """
        :root{color-scheme:light dark;
         --canvas:#F5F6F8;--surface:#FFFFFF;--text:#14171C;--muted:#555C69;--line:#E2E5EA;--control:#7C8493;
         --accent:#2749C9;--accent-hover:#1F3BA6;--on-accent:#FFFFFF;--shadow:0 1px 2px rgb(20 23 28 / 5%);
         --mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        @media (prefers-color-scheme:dark){:root{
         --canvas:#0D1015;--surface:#151920;--text:#ECEFF4;--muted:#A4ACBA;--line:#272D38;--control:#717A8A;
         --accent:#94ABFF;--accent-hover:#B1C2FF;--on-accent:#0B1020;--shadow:none}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--canvas);color:var(--text);font:400 14px/1.5 system-ui,sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:672px;margin:0 auto;padding:48px 16px 64px}
        h1{margin:0;font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.01em}
        header p{margin:4px 0 0;color:var(--muted)}
        a{color:var(--accent);text-underline-offset:3px}
        a:hover{color:var(--accent-hover)}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        form{margin:24px 0 32px}
        label{display:block;margin-bottom:4px;font-size:13px;font-weight:500}
        .row{display:flex;flex-wrap:wrap;gap:8px}
        input{flex:1 1 200px;min-width:0;height:44px;padding:0 12px;border:1px solid var(--control);border-radius:6px;
         background:var(--surface);color:inherit;font:inherit;font-size:16px}
        input::placeholder{color:var(--muted);opacity:1}
        button,.button{display:inline-flex;align-items:center;justify-content:center;height:44px;padding:0 16px;border:1px solid var(--control);
         border-radius:6px;background:var(--surface);color:var(--text);font:inherit;font-weight:500;text-decoration:none;cursor:pointer;
         transition:border-color .14s ease-out,color .14s ease-out}
        form button{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
        form button:hover{border-color:var(--accent-hover);background:var(--accent-hover)}
        .code button:hover,.button:hover{border-color:var(--accent);color:var(--accent)}
        article{margin-top:16px;padding:20px 24px;border:1px solid var(--line);border-radius:12px;background:var(--surface);box-shadow:var(--shadow)}
        .meta{display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px;font-size:13px;color:var(--muted)}
        .channel{padding:1px 8px;border:1px solid var(--line);border-radius:6px;font-size:12px;font-weight:500;white-space:nowrap}
        .to{min-width:0;padding:2px 0;color:var(--text);text-decoration-color:var(--line);overflow-wrap:anywhere}
        time{margin-inline-start:auto;white-space:nowrap;font-variant-numeric:tabular-nums}
        article h2{margin:12px 0 0;font-size:16px;line-height:24px;font-weight:600;overflow-wrap:anywhere}
        pre{margin:8px 0 0;font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}
        details{margin-top:8px}
        summary{width:fit-content;padding:2px 0;font-size:13px;color:var(--muted);cursor:pointer}
        summary:hover{color:var(--accent)}
        details pre{padding:12px 16px;border-radius:6px;background:var(--canvas);font:12px/20px var(--mono)}
        .code{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 16px;margin-top:16px;
         padding:12px 12px 12px 16px;border-radius:6px;background:var(--canvas)}
        code{min-width:0;font:500 24px/32px var(--mono);letter-spacing:.12em;
         font-variant-numeric:tabular-nums;overflow-wrap:anywhere;-webkit-user-select:all;user-select:all}
        .code button{min-width:88px}
        [hidden]{display:none!important}
        .pool{margin:16px 0 0;font-size:12px;color:var(--muted);overflow-wrap:anywhere}
        .empty{padding:48px 24px;border:1px solid var(--line);border-radius:12px;background:var(--surface);text-align:center;box-shadow:var(--shadow)}
        .empty h2{margin:0;font-size:16px;font-weight:600}
        .empty p{margin:4px 0 0;color:var(--muted);overflow-wrap:anywhere}
        @media (max-width:480px){main{padding:24px 16px 48px}article{padding:16px}
         .to{order:1;flex-basis:100%}.code{padding-inline-end:8px}code{font-size:20px}}
        @media (prefers-reduced-motion:reduce){*{transition:none!important}}
        @media (forced-colors:active){.code{border:1px solid}}
        """;

    public const string Script = """
        for (const button of document.querySelectorAll('[data-copy]')) {
          if (!navigator.clipboard) break;
          button.hidden = false;
          button.addEventListener('click', async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            button.textContent = 'Copied';
            setTimeout(() => { button.textContent = 'Copy'; }, 1600);
          });
        }
        """;
}
