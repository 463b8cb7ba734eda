// What launcher and panel say to each other by postMessage. No secret and no text of
// a thread ever crosses; both sides check source and origin.

interface Sealed {
  deskbell: 1;
}

export type ToPanel = Sealed &
  (
    // page: the host's, which may have moved on since the panel was loaded; aside: the visitor has gone on there, and the focus stays with them
    | { type: "open"; at?: "help" | "person"; page?: string; aside?: boolean }
    | { type: "close" } // it is no longer seen: replies are counted
    | { type: "ask"; text: string }
    | { type: "language"; lang: string }
    | { type: "scope"; scope: string }
  );

export type ToHost = Sealed &
  (
    | { type: "ready" } // the panel can take messages
    | { type: "size"; height: number } // CSS pixels that its content would fill
    | { type: "close" } // the visitor wants it closed
    | { type: "badge"; count: number | null } // replies not seen yet; null when there is no thread any more
    | { type: "event"; name: "answer" | "person" | "ticket" } // for the host's scripts
  );
