// Made by `npm run types` from openapi.json. Not to be changed by hand.

export interface paths {
    "/api/access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The access tokens for scripts */
        get: operations["list-access-tokens"];
        put?: never;
        /** Make an access token; it is shown once */
        post: operations["create-access-token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/access-tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an access token */
        delete: operations["revoke-access-token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the public boards */
        get: operations["list-boards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/boards/{board}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a page of a board */
        get: operations["board-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cities and their partnerships */
        get: operations["list-cities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your classes */
        get: operations["list-classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a class: its people, and the latest of its chat */
        get: operations["class-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm an address by the link of the letter */
        post: operations["confirm-registration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/confirm/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the confirming letter again */
        post: operations["request-confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become the first administrator by the link that the server printed */
        post: operations["become-first-administrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The browsers that are signed in */
        get: operations["list-logins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one login */
        delete: operations["end-login"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logins/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all logins but this one */
        post: operations["end-other-logins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The own account; person is null for a visitor */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change name, language or time zone */
        patch: operations["change-settings"];
        trace?: never;
    };
    "/api/me/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete the account */
        post: operations["delete-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Letters that no mail server took, for the administrator */
        get: operations["list-outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password; all other logins end */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/request-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a link that sets a new password */
        post: operations["request-password-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password by the link of the letter */
        post: operations["reset-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a post */
        post: operations["create-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a post */
        get: operations["get-post"];
        /** Replace a post's text */
        put: operations["edit-post"];
        post?: never;
        /** Delete a post; a trace remains */
        delete: operations["delete-post"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a post that waits for approval */
        post: operations["approve-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read all that was ever said in a post */
        get: operations["post-evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide a post */
        post: operations["hide-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a post's earlier texts */
        get: operations["post-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a hidden post again */
        post: operations["restore-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See how a text would be shown */
        post: operations["preview-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register; a letter with a link confirms the address */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in; the answer sets the session's cookie */
        post: operations["sign-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["sign-out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/threads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a discussion */
        post: operations["create-thread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/threads/{thread}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a page of a thread */
        get: operations["thread-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/threads/{thread}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the posts before a place in a thread */
        get: operations["thread-history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/threads/{thread}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note how far you have read */
        post: operations["mark-read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountAccessToken: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            last_used_at?: string;
            name: string;
            /** @enum {string} */
            scope: "read" | "write";
        };
        AccountAccessTokens: {
            tokens: components["schemas"]["AccountAccessToken"][];
        };
        AccountBecomeAdministrator: {
            /** @description The new administrator's account; absent when signed in */
            register?: components["schemas"]["AccountRegister"];
            /** @description What stands behind the # of the link */
            token: string;
        };
        AccountChangePassword: {
            old_password: string;
            password: string;
        };
        AccountChangeSettings: {
            display_name?: string;
            /** @description en, zh-Hans or zh-Hant */
            language?: string;
            /** @description IANA name */
            time_zone?: string;
        };
        AccountCreateAccessToken: {
            /**
             * Format: int64
             * @description For how many days it holds; 300 when absent, 366 at most
             */
            days?: number;
            /** @description For its owner */
            name: string;
            /** @description read or write */
            scope: string;
        };
        AccountDeleteAccount: {
            password: string;
            /** @description keep: they stay, without a name; delete: they are taken back */
            posts: string;
        };
        AccountLogin: {
            /** Format: date-time */
            created_at: string;
            /** @description The one that this request came by */
            current?: boolean;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            seen_at: string;
            /** @description The browser's own words */
            user_agent: string;
        };
        AccountLogins: {
            logins: components["schemas"]["AccountLogin"][];
        };
        AccountMe: {
            /** @description The e-mail address is confirmed, or none is needed */
            confirmed?: boolean;
            email?: string;
            /** @description en, zh-Hans or zh-Hant */
            language?: string;
            /**
             * Format: int64
             * @description How many browsers are signed in
             */
            logins?: number;
            /** @description null for a visitor */
            person: components["schemas"]["Person"] | null;
            /** @description Of a student who has no e-mail address */
            sign_in_name?: string;
            /** @description IANA name */
            time_zone?: string;
        };
        AccountNewAccessToken: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            last_used_at?: string;
            name: string;
            /** @enum {string} */
            scope: "read" | "write";
            /** @description For the header Authorization: Bearer …; it is not shown again */
            token: string;
        };
        AccountRegister: {
            /** @description The declaration to be an adult, without which nobody can register by themselves */
            adult: boolean;
            display_name: string;
            email: string;
            /** @description en, zh-Hans or zh-Hant */
            language: string;
            password: string;
            /** @description IANA name */
            time_zone: string;
        };
        AccountRequestConfirmation: {
            email: string;
        };
        AccountRequestReset: {
            email: string;
        };
        AccountResetByToken: {
            password: string;
            /** @description What stands behind the # of the link */
            token: string;
        };
        AccountSignIn: {
            /** @description The e-mail address, or the sign-in name that the school gave */
            name: string;
            password: string;
        };
        AccountToken: {
            /** @description What stands behind the # of the link */
            token: string;
        };
        Answer: {
            error?: components["schemas"]["Problem"];
            id: string;
            ok?: unknown;
        };
        Board: {
            /** Format: uuid */
            id: string;
            /** @description Threads written in last, in lists of boards */
            latest?: components["schemas"]["Thread"][];
            slug: string;
            /** Format: int64 */
            thread_count: number;
        };
        BoardPage: {
            board: components["schemas"]["Board"];
            epoch: string;
            /** @description What the reader may do here: thread.create */
            may: string[];
            /** @description Cursor of the page after; absent on the last */
            next?: string;
            /**
             * Format: int64
             * @description Position of the board's topic at the time of reading: subscribe since it
             */
            seq: number;
            threads: components["schemas"]["Thread"][];
        };
        Boards: {
            boards: components["schemas"]["Board"][];
        };
        Cities: {
            cities: components["schemas"]["City"][];
            partnerships: components["schemas"]["Partnership"][];
        };
        City: {
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
            slug: string;
            /** @description IANA name */
            time_zone: string;
        };
        Class: {
            /** @description The thread that the chat is */
            chat: components["schemas"]["Thread"];
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
            over?: boolean;
            /**
             * @description Of the reader in this class
             * @enum {string}
             */
            role: "student" | "teacher";
            /** @description The two paired schools, each with its city */
            schools: components["schemas"]["School"][];
            /** @description To subscribe to: the chat and the class's events */
            topic: string;
        };
        Classes: {
            classes: components["schemas"]["Class"][];
        };
        ClassMember: {
            person: components["schemas"]["Person"];
            /** @enum {string} */
            role: "student" | "teacher";
        };
        ClassPage: {
            class: components["schemas"]["Class"];
            /** @description There are posts before these */
            earlier: boolean;
            epoch: string;
            /** @description What the reader may do here: post.create, post.hide */
            may: string[];
            members: components["schemas"]["ClassMember"][];
            /** @description The latest, by seq */
            posts: components["schemas"]["Post"][];
            /** Format: int64 */
            seq: number;
        };
        Closed: {
            closed: components["schemas"]["Problem"];
            topic: string;
        };
        Command: {
            do: string;
            id?: string;
            in?: unknown;
        };
        CreatePost: {
            /** @description Markdown; at most 20,000 characters and 60,000 bytes */
            body: string;
            /** Format: uuid */
            client_id: string;
            /**
             * @description Where the author says it; detected otherwise
             * @enum {string}
             */
            language?: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed";
            /** Format: uuid */
            parent?: string;
            /** Format: uuid */
            thread: string;
        };
        CreateThread: {
            /** @description The board's slug */
            board: string;
            body: string;
            /**
             * Format: uuid
             * @description The sender's own id of this send, as of a post
             */
            client_id: string;
            /** @enum {string} */
            language?: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed";
            title: string;
        };
        EditPost: {
            body: string;
            /**
             * @description Where the author says it; detected otherwise
             * @enum {string}
             */
            language?: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed";
            /** Format: uuid */
            post: string;
            /** Format: int64 */
            revision: number;
        };
        EditPostRequest: {
            body: string;
            /** @enum {string} */
            language?: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed";
            /** Format: int64 */
            revision: number;
        };
        Empty: Record<string, never>;
        Event: {
            /** Format: date-time */
            at: string;
            data: unknown;
            event: string;
            /** Format: int64 */
            seq: number;
            topic: string;
        };
        Hello: {
            /** @description Language of error messages: en, zh-Hans or zh-Hant */
            language?: string;
            /** Format: int64 */
            protocol: number;
        };
        HistoryIn: {
            /**
             * Format: int64
             * @description A post's seq
             */
            before: number;
            /**
             * Format: int64
             * @description 50 where 0
             */
            limit?: number;
            /** Format: uuid */
            thread: string;
        };
        HistoryPage: {
            /** @description There are posts before these */
            earlier: boolean;
            posts: components["schemas"]["Post"][];
        };
        MailOutboxMail: {
            body: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            subject: string;
            to: string;
        };
        MailOutboxPage: {
            mails: components["schemas"]["MailOutboxMail"][];
            /** @description The cursor of the next page; absent on the last */
            next?: string;
        };
        MarkRead: {
            /** Format: int64 */
            seq: number;
            /** Format: uuid */
            thread: string;
        };
        MarkReadRequest: {
            /** Format: int64 */
            seq: number;
        };
        Names: {
            en: string;
            "zh-Hans": string;
            "zh-Hant": string;
        };
        Notice: {
            /** Format: date-time */
            created_at: string;
            /** @description The sentence's parameters */
            data: {
                [key: string]: string;
            };
            /** Format: uuid */
            id: string;
            kind: string;
            /** @description A path of the client */
            link?: string;
            /** Format: date-time */
            read_at?: string;
        };
        Partnership: {
            /** @description The two cities' ids */
            cities: string[];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "sister_city" | "friendship_city";
        };
        Person: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            role: "citizen" | "student" | "teacher" | "coordinator" | "moderator" | "administrator";
            /** Format: uuid */
            school?: string;
        };
        Post: {
            author: components["schemas"]["Person"];
            /** @description Markdown, byte for byte as written */
            body: string;
            /**
             * Format: uuid
             * @description The sender's own id of this send
             */
            client_id?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            edited_at?: string;
            /** @description Body, rendered and safe to show */
            html: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed" | "und";
            /** Format: uuid */
            parent?: string;
            /** Format: int64 */
            reply_count: number;
            /**
             * Format: int64
             * @description 1, and one more with each edit
             */
            revision: number;
            /**
             * Format: int64
             * @description Its place in the thread: the number of its event in the thread's topic
             */
            seq: number;
            /** @enum {string} */
            state: "visible" | "held" | "hidden" | "deleted";
            /** Format: uuid */
            thread: string;
        };
        PostEvidence: {
            /** Format: date-time */
            deleted_at?: string;
            /** @enum {string} */
            held_for?: "first_posts" | "filter" | "report" | "media";
            /** Format: date-time */
            hidden_at?: string;
            /** @description With its text, in any state */
            post: components["schemas"]["Post"];
            /** @description Its earlier texts, oldest first */
            revisions: components["schemas"]["PostRevision"][];
        };
        PostGone: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            parent?: string;
            /**
             * Format: int64
             * @description The post's place, not the event's
             */
            seq: number;
            /** @enum {string} */
            state: "held" | "hidden" | "deleted";
            /** Format: uuid */
            thread: string;
        };
        PostHistory: {
            post: components["schemas"]["Post"];
            revisions: components["schemas"]["PostRevision"][];
        };
        PostRef: {
            /** Format: uuid */
            post: string;
        };
        PostRevision: {
            body: string;
            html: string;
            language: string;
            /** Format: date-time */
            replaced_at: string;
            /** Format: int64 */
            revision: number;
        };
        PostStored: {
            /** Format: uuid */
            client_id: string;
            /** Format: date-time */
            created_at: string;
            /** @description What its author should look at again, as kinds of findings: contact, private, abuse … */
            found?: string[];
            /**
             * @description Why it waits for approval
             * @enum {string}
             */
            held_for?: "first_posts" | "filter";
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            seq: number;
            /** @enum {string} */
            state: "visible" | "held";
            /** Format: uuid */
            thread: string;
        };
        PresenceChange: {
            gone?: string[];
            here?: components["schemas"]["Person"][];
        };
        Preview: {
            html: string;
            language: string;
        };
        PreviewPost: {
            body: string;
            /** @description Every line break shows, as in a chat */
            chat?: boolean;
            /** @enum {string} */
            language?: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed";
        };
        Problem: {
            /** @description For programs; stable */
            code: string;
            fields?: components["schemas"]["ProblemField"][];
            /**
             * Format: int64
             * @description Seconds after which another try makes sense
             */
            retry_after?: number;
            /** Format: int64 */
            status: number;
            /** @description For people, in the reader's language */
            title: string;
            /** @description about:blank, or a page about this kind of problem */
            type: string;
        };
        ProblemField: {
            code: string;
            message: string;
            name: string;
        };
        ReadMark: {
            /** Format: int64 */
            seq: number;
            /** Format: uuid */
            thread: string;
        };
        School: {
            city: components["schemas"]["City"];
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
        };
        SendSignal: {
            data?: unknown;
            name: string;
            topic: string;
        };
        Signal: {
            data?: unknown;
            /** Format: uuid */
            from?: string;
            signal: string;
            topic: string;
        };
        /** @description The socket's commands: a frame {id, do, in} is answered by {id, ok} or {id, error}. See docs/protocol.md. */
        SocketCommands: {
            hello: {
                in: components["schemas"]["Hello"];
                out: components["schemas"]["Welcome"];
            };
            "post.approve": {
                in: components["schemas"]["PostRef"];
                out: components["schemas"]["Post"];
            };
            "post.create": {
                in: components["schemas"]["CreatePost"];
                out: components["schemas"]["PostStored"];
            };
            "post.delete": {
                in: components["schemas"]["PostRef"];
                out: components["schemas"]["Post"];
            };
            "post.edit": {
                in: components["schemas"]["EditPost"];
                out: components["schemas"]["Post"];
            };
            "post.hide": {
                in: components["schemas"]["PostRef"];
                out: components["schemas"]["Post"];
            };
            "post.restore": {
                in: components["schemas"]["PostRef"];
                out: components["schemas"]["Post"];
            };
            signal: {
                in: components["schemas"]["SendSignal"];
                out: components["schemas"]["Empty"];
            };
            subscribe: {
                in: components["schemas"]["Subscribe"];
                out: components["schemas"]["Subscribed"];
            };
            "thread.create": {
                in: components["schemas"]["CreateThread"];
                out: components["schemas"]["Thread"];
            };
            "thread.history": {
                in: components["schemas"]["HistoryIn"];
                out: components["schemas"]["HistoryPage"];
            };
            "thread.read": {
                in: components["schemas"]["MarkRead"];
                out: components["schemas"]["ReadMark"];
            };
            unsubscribe: {
                in: components["schemas"]["Unsubscribe"];
                out: components["schemas"]["Empty"];
            };
        };
        /** @description The kinds of events of topics' logs, and their data. See docs/protocol.md. */
        SocketEvents: {
            "access.changed": components["schemas"]["Empty"];
            "notice.created": components["schemas"]["Notice"];
            "post.created": components["schemas"]["Post"];
            "post.deleted": components["schemas"]["PostGone"];
            "post.edited": components["schemas"]["Post"];
            "post.held": components["schemas"]["PostGone"];
            "post.hidden": components["schemas"]["PostGone"];
            "post.restored": components["schemas"]["Post"];
            "thread.created": components["schemas"]["Thread"];
        };
        /** @description What is said in a topic and stored nowhere, and its data. See docs/protocol.md. */
        SocketSignals: {
            presence: components["schemas"]["PresenceChange"];
            read: components["schemas"]["ReadMark"];
            typing: components["schemas"]["Empty"];
        };
        /** @description By the part of a topic's name before the colon: what `subscribe` gives to a newcomer. See docs/protocol.md. */
        SocketSnapshots: {
            board: components["schemas"]["BoardPage"];
            class: components["schemas"]["ClassPage"];
            person: components["schemas"]["Empty"];
            thread: components["schemas"]["ThreadPage"];
        };
        Subscribe: {
            /** @description The epoch that Since belongs to */
            epoch?: string;
            /**
             * Format: int64
             * @description The seq of the last event the client has
             */
            since?: number;
            topic: string;
        };
        Subscribed: {
            epoch: string;
            /** @description Who is here now, where the topic has presence */
            present?: components["schemas"]["Person"][];
            /** @description Why a resume was not possible (epoch, ahead, too_old): forget what you have and take the snapshot */
            reset?: string;
            /**
             * Format: int64
             * @description The position of the snapshot, or Since again
             */
            seq: number;
            snapshot?: unknown;
            topic: string;
        };
        Thread: {
            author?: components["schemas"]["Person"];
            /** @description The board's slug */
            board: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: date-time */
            last_post_at: string;
            /** Format: int64 */
            last_post_seq: number;
            locked?: boolean;
            /** Format: int64 */
            post_count: number;
            /**
             * Format: int64
             * @description How far the reader has read; absent for a visitor, and for a thread never opened
             */
            read_seq?: number;
            title: string;
            /** @description To subscribe to */
            topic: string;
        };
        ThreadPage: {
            /** @description Absent for a class's chat */
            board?: components["schemas"]["Board"];
            epoch: string;
            /** @description What the reader may do here: post.create, post.hide */
            may: string[];
            /**
             * Format: int64
             * @description Cursor of the page after; absent on the last
             */
            next?: number;
            /** @description By seq; the tree is in their parents */
            posts: components["schemas"]["Post"][];
            /**
             * Format: int64
             * @description Position of the thread's topic at the time of reading: subscribe since it
             */
            seq: number;
            thread: components["schemas"]["Thread"];
        };
        Unsubscribe: {
            topic: string;
        };
        Welcome: {
            /** @description Epoch of all topics' logs; cursors of another epoch are reset */
            epoch: string;
            /** Format: int64 */
            heartbeat_seconds: number;
            /** Format: int64 */
            max_frame_bytes: number;
            /** Format: int64 */
            max_subscriptions: number;
            node: string;
            /** Format: date-time */
            now: string;
            /** Format: int64 */
            protocol: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "list-access-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountAccessTokens"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-access-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountCreateAccessToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountNewAccessToken"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-access-token": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Boards"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "board-page": {
        parameters: {
            query?: {
                /** @description The cursor of the page before */
                after?: string;
                /** @description Threads on the page; 30 where 0 */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The board's slug */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cities"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Classes"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "class-page": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "confirm-registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "request-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRequestConfirmation"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "become-first-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBecomeAdministrator"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountLogins"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-login": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-other-logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMe"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChangeSettings"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMe"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountDeleteAccount"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-outbox": {
        parameters: {
            query?: {
                /** @description Next of the page before */
                cursor?: string;
                /** @description At most so many letters; 50 when absent, 200 at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailOutboxPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChangePassword"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "request-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRequestReset"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountResetByToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePost"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostStored"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "edit-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditPostRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "approve-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "post-evidence": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostEvidence"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hide-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "post-history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostHistory"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "restore-post": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                post: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "preview-post": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewPost"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountRegister"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountSignIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountMe"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Empty"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-thread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateThread"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Thread"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "thread-page": {
        parameters: {
            query?: {
                /** @description The cursor of the page before */
                after?: number;
                /** @description Posts that answer no other on the page; 30 where 0. What answers them comes with them */
                limit?: number;
            };
            header?: never;
            path: {
                thread: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThreadPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "thread-history": {
        parameters: {
            query?: {
                /** @description A post's seq */
                before?: number;
                /** @description 50 where 0 */
                limit?: number;
            };
            header?: never;
            path: {
                thread: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "mark-read": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                thread: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkReadRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadMark"];
                };
            };
            /** @description Error */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
