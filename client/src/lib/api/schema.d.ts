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
        /** Add a city to the list */
        post: operations["add-city"];
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
        /** Change how a class is called and kept */
        patch: operations["change-class"];
        trace?: never;
    };
    "/api/classes/{class}/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the appeals against what was decided in your class */
        get: operations["class-appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a class; it stays readable */
        post: operations["archive-class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who was in a class, with the teachers' notes */
        get: operations["class-attendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/attendance.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who was in a class, as a table for a spreadsheet */
        get: operations["class-attendance-csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was reported in a class */
        get: operations["class-cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a code by which students of your school ask to be let in; it is shown once, and the one before ends */
        post: operations["new-join-code"];
        /** End the code of your school */
        delete: operations["end-join-code"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was said for each student of a class, by purpose */
        get: operations["class-consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve, hide or restore posts of a class */
        post: operations["decide-posts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Download what was said in a class; the same bytes for both schools */
        post: operations["export-class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the groups of a class */
        get: operations["class-groups"];
        /** Replace the groups of a class */
        put: operations["save-class-groups"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/groups/mix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spread the students of both schools evenly over new groups */
        post: operations["mix-class-groups"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a guest speaker until a day, who comes in by accepting; the answer is the same where nobody has this name */
        post: operations["add-class-guest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept or decline an invitation to speak in a class as a guest */
        post: operations["answer-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/keeping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Lock a class, and change its rules */
        patch: operations["keep-class"];
        trace?: never;
    };
    "/api/classes/{class}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave a class */
        post: operations["leave-class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a list of students without making anything */
        post: operations["read-student-list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a member's role or nickname */
        patch: operations["change-class-member"];
        trace?: never;
    };
    "/api/classes/{class}/members/{person}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Let a member read, and not write, for a while */
        put: operations["mute-member"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/members/{person}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take somebody out of a class */
        post: operations["remove-from-class"];
        /** Let somebody in again whom a teacher had taken out */
        delete: operations["take-back-into-class"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/membership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who belongs to a class, who waits, and how it is kept */
        get: operations["class-membership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/move-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make the class of the new year, and archive this one */
        post: operations["move-class-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/nickname": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose your own nickname in a class */
        put: operations["choose-nickname"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note something about a student or the class, for its teachers alone */
        post: operations["write-class-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a note of your own */
        delete: operations["delete-class-note"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/requests/{request}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody in whom your school knows */
        post: operations["confirm-student"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/requests/{request}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not let somebody in, and say why */
        post: operations["refuse-student"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/requests/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not let several in who ask your school, say why, and make a new code if the old one got about */
        post: operations["refuse-students"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/said": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read all that was said in a class, whatever became of it */
        get: operations["class-said"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/sign-in-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give students of your school new sign-in codes; their logins end */
        post: operations["reset-sign-ins"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read how you stand in a class: whether you may write, and why not */
        get: operations["class-standing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/students": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make accounts with sign-in codes, which are shown once */
        post: operations["add-students"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/students/{person}/consents/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Record, or renew, a consent for one student, for a year */
        put: operations["give-student-purpose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/students/{person}/consents/{purpose}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw a consent for one student, at once */
        post: operations["withdraw-student-purpose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/students/{person}/give-consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the consent for one student again */
        post: operations["give-student-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/students/{person}/withdraw-consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw the consent for one student: what they said is hidden at once */
        post: operations["withdraw-student-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/supervision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what the teachers of a class see first */
        get: operations["class-supervision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/classes/{class}/teachers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a verified teacher of either school */
        post: operations["add-class-staff"];
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
    "/api/district/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in through the district, or to connect the own account with it */
        post: operations["begin-district"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/district/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the own account's connection with the district */
        post: operations["disconnect-district"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is looked for in texts, for those who keep the standard */
        get: operations["list-filter-words"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the lists hold in the public forum, the oldest first */
        get: operations["held-posts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a text: what would become of it, and why. Nothing is kept */
        post: operations["try-filter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an entry to the operator's list; all nodes know it within seconds */
        post: operations["add-filter-word"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/words/{word}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace an entry of the operator's list */
        put: operations["change-filter-word"];
        post?: never;
        /** Take an entry out of the operator's list */
        delete: operations["remove-filter-word"];
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
    "/api/guardian": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a guardian's link shows */
        post: operations["guardian-open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian-links/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a guardian's link */
        delete: operations["end-guardian-link"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything about a guardian's student, as a ZIP file */
        post: operations["guardian-export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a correction or a deletion as a guardian */
        post: operations["guardian-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/guardian/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw consent for the student, in all classes */
        post: operations["guardian-withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a class's teacher to be let in, by a code */
        post: operations["ask-to-join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/join/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Be told apart from others at the same address, by a cookie, before a code is tried */
        post: operations["begin-joining"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/join/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which class a code opens */
        post: operations["look-at-code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/join/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How it stands with who asked to be let in */
        post: operations["join-status"];
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
    "/api/me/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who may reach you */
        get: operations["contact"];
        /** Say who may reach you */
        put: operations["set-contact"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/moderation/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the appeals that wait */
        get: operations["list-appeals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the audit log */
        get: operations["audit-log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/audit/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read by what the audit log can be read */
        get: operations["audit-choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Take the audit log away as a file */
        get: operations["export-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cases that wait */
        get: operations["moderation-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a case */
        get: operations["moderation-case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases/{case}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a case of your class */
        post: operations["answer-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases/{case}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work on a case alone for half an hour */
        post: operations["claim-case"];
        /** Give a case back */
        delete: operations["release-case"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases/{case}/deed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a case, with a reason */
        post: operations["act-on-case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/cases/{case}/translation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a case's text in another language */
        get: operations["case-translation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the classes that staff could ask to read */
        get: operations["staff-classes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/deeds/{deed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was done, and why */
        get: operations["moderation-deed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/deeds/{deed}/appeal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appeal against what was done to you, once */
        post: operations["appeal-deed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/deeds/{deed}/judge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide about an appeal */
        post: operations["judge-appeal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/deeds/{deed}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was done */
        post: operations["undo-deed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a class for an hour, with a reason */
        post: operations["enter-class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the pairings whose discussion you can ask to read */
        get: operations["staff-pairings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/pairings/{pairing}/enter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a pairing's discussion for an hour, with a reason */
        post: operations["enter-pairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find people by name; students with a reason, which is logged */
        post: operations["find-people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/moderation/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what waits for you */
        get: operations["moderation-waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/my-school": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you stand: your school, and what you asked for */
        get: operations["my-school"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what you were told */
        get: operations["list-notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark notices as read */
        post: operations["mark-notices"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count what you have not read */
        get: operations["count-notices"];
        put?: never;
        post?: never;
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
    "/api/pairings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the pairings of your school */
        get: operations["list-pairings"];
        put?: never;
        /** Propose a pairing to another school */
        post: operations["propose-pairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a pairing: its steps, consents and classes */
        get: operations["pairing-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a pairing for a school */
        post: operations["accept-pairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/class-teachers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List whom a class of the pairing can have as teachers */
        get: operations["list-class-teachers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/classes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a class of an opened pairing */
        post: operations["make-class"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/consents/{purpose}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give your school's consent for a year */
        put: operations["give-consent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/consents/{purpose}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw your school's consent, at once */
        post: operations["withdraw-consent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/old-classes/{class}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say for your school that a class whose pairing ended goes on in this one; it does when both schools' teachers of it have said so */
        put: operations["continue-class"];
        post?: never;
        /** Say for your school that a class does not go on in this pairing */
        delete: operations["decline-class"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/{pairing}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a pairing, or take its proposal back */
        post: operations["withdraw-pairing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pairings/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search the schools that a pairing can be proposed to */
        get: operations["schools-to-pair"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partner-searches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find classes that look for a partner */
        get: operations["list-partner-searches"];
        put?: never;
        /** Describe a class that looks for a partner */
        post: operations["create-partner-search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partner-searches/{search}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read about a class that looks for a partner */
        get: operations["partner-search"];
        /** Change what a class looks for, or close it */
        put: operations["change-partner-search"];
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
    "/api/people/{person}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Hear no more of somebody */
        put: operations["block-person"];
        post?: never;
        /** Hear of somebody again */
        delete: operations["unblock-person"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Everything about somebody, as a ZIP file */
        post: operations["export-person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/guardian-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The guardians' links of a student */
        get: operations["guardian-links"];
        put?: never;
        /** Make a guardian's link; it is shown once */
        post: operations["make-guardian-link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/two-step/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn two-step sign-in off for somebody who lost their phone */
        post: operations["reset-two-step"];
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
        /** Show a message of your class that waits for approval */
        post: operations["approve-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Correct what a student wrote; the student's own words are kept */
        put: operations["correct-post"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/deed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide about a public post, with a reason: its case is found or opened */
        post: operations["act-on-post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/posts/{post}/deed/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what keeps a public post hidden, with a note to its author */
        post: operations["restore-public-post"];
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
        /** Hide a message of your class, with a reason */
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
        /** Show a hidden message of your class again */
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
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report a post, a thread or a person */
        post: operations["create-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept how long */
        get: operations["retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was asked for, and what can be */
        get: operations["rights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/affected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom a breach between two moments affects */
        get: operations["affected-people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a correction or a deletion */
        post: operations["ask-rights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rights/requests/{request}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grant or refuse what was asked for */
        post: operations["decide-rights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schools */
        get: operations["list-schools"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a school's profile: names, terms, hours */
        get: operations["school-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change parts of a school's profile */
        patch: operations["change-school"];
        trace?: never;
    };
    "/api/schools/{school}/ask-coordinator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the administrators for a coordinator of your school */
        post: operations["ask-for-coordinator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read in which classes your school has students, and what was said for them */
        get: operations["school-consents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave your school: it no longer vouches for you */
        post: operations["leave-school"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what was done in and to your school */
        get: operations["school-log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/log/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read by what your school's log can be read */
        get: operations["school-log-choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find people of your school by name; students with a reason, which is logged */
        post: operations["find-school-people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the open requests for a school */
        get: operations["school-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List whom a school vouches for */
        get: operations["school-staff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/staff/{person}/appoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make one of the staff a coordinator, or a teacher again */
        post: operations["appoint-staff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schools/{school}/staff/{person}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No longer vouch for one of the staff */
        post: operations["withdraw-vouching"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When two schools, or two classes, are free at once */
        get: operations["shared-hours"];
        put?: never;
        post?: never;
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
    "/api/sign-in/second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a sign-in that asked for a code, by a code of the app or a recovery code */
        post: operations["second-step"];
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
    "/api/teacher-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List everybody's open requests */
        get: operations["list-teacher-requests"];
        put?: never;
        /** Ask to be staff of a school */
        post: operations["ask-for-school"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teacher-requests/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an own request back */
        delete: operations["take-back-request"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teacher-requests/{request}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Vouch for the person who asked */
        post: operations["accept-teacher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teacher-requests/{request}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse, with a reason */
        post: operations["refuse-teacher"];
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
    "/api/translate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A text in another language, made by a machine, for those who keep the standard */
        post: operations["translate-text"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/two-step/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a secret for an authenticator app */
        post: operations["begin-two-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/two-step/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn two-step sign-in on, by a code of the app; all other logins end */
        post: operations["confirm-two-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/two-step/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn two-step sign-in off; all other logins end */
        post: operations["end-two-step"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/two-step/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find people whose sign-in asks for a code, to take that off */
        get: operations["list-two-step"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/two-step/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get new recovery codes, by a code of the app */
        post: operations["renew-recovery-codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ways-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can sign in here, besides a name and a password */
        get: operations["list-ways-in"];
        put?: never;
        post?: never;
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
        AcceptPairingRequest: {
            /**
             * Format: uuid
             * @description Your own where absent
             */
            school?: string;
        };
        AcceptTeacherRequest: {
            /** @enum {string} */
            role: "teacher" | "coordinator";
        };
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
        AccountBeginDistrict: {
            /** @description Connect the own account, instead of signing in */
            connect?: boolean;
            /** @description A path of this site to go on to */
            next?: string;
        };
        AccountBeginTwoStep: {
            /** @description Empty for an account without one, whose login has to be a fresh one */
            password: string;
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
        AccountCode: {
            /** @description Six digits of the authenticator app, or a recovery code where one is taken */
            code: string;
        };
        AccountCreateAccessToken: {
            /**
             * Format: int64
             * @description For how many days it holds: 30, 90, 180 or 365; 90 when absent
             */
            days?: number;
            /** @description For its owner */
            name: string;
            /** @description One's own, again. Absent for an account without one, whose login has to be a fresh one */
            password?: string;
            /** @description read or write */
            scope: string;
        };
        AccountDeleteAccount: {
            password: string;
            /** @description keep: they stay, without a name; delete: they are taken back */
            posts: string;
        };
        AccountElsewhere: {
            url: string;
        };
        AccountEndTwoStep: {
            /** @description Of the app, or a recovery code */
            code: string;
            /** @description Empty for an account without one */
            password: string;
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
            /** @description It gave a code */
            two_step?: boolean;
            /** @description The browser's own words */
            user_agent: string;
        };
        AccountLogins: {
            logins: components["schemas"]["AccountLogin"][];
        };
        AccountMe: {
            /**
             * Format: int64
             * @description In how many classes the person is now, also as a guest
             */
            classes?: number;
            /** @description The e-mail address is confirmed, or none is needed */
            confirmed?: boolean;
            /** @description The account is connected with the district's provider */
            district?: boolean;
            email?: string;
            /** @description The account has one; else it is signed in to through the district */
            has_password?: boolean;
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
            two_step?: components["schemas"]["AccountTwoStep"];
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
        AccountRecoveryCodes: {
            /** @description Each signs in once in the place of a code of the app */
            codes: string[];
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
        AccountSignedIn: {
            /**
             * Format: int64
             * @description In how many classes the person is now, also as a guest
             */
            classes?: number;
            /** @description The e-mail address is confirmed, or none is needed */
            confirmed?: boolean;
            /** @description The account is connected with the district's provider */
            district?: boolean;
            email?: string;
            /** @description The account has one; else it is signed in to through the district */
            has_password?: boolean;
            /** @description en, zh-Hans or zh-Hant */
            language?: string;
            /**
             * Format: int64
             * @description How many browsers are signed in
             */
            logins?: number;
            /** @description null for a visitor */
            person: components["schemas"]["Person"] | null;
            /** @description Nobody is signed in yet: second-step takes the code, from this browser, within ten minutes */
            second_step?: boolean;
            /** @description Of a student who has no e-mail address */
            sign_in_name?: string;
            /** @description IANA name */
            time_zone?: string;
            two_step?: components["schemas"]["AccountTwoStep"];
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
        AccountTwoStep: {
            /** @description This role can do nothing without it */
            needed: boolean;
            /** @description Signing in asks for a code */
            on: boolean;
            /**
             * Format: int64
             * @description How many are left
             */
            recovery_codes: number;
            /** @description This role should have it */
            urged: boolean;
        };
        AccountTwoStepPeople: {
            /** @description At most 50 */
            people: components["schemas"]["AccountTwoStepPerson"][];
        };
        AccountTwoStepPerson: {
            /** @description What they sign in by: an address or a sign-in name */
            name: string;
            person: components["schemas"]["Person"];
            school?: components["schemas"]["Names"];
            /** Format: date-time */
            since: string;
        };
        AccountTwoStepSecret: {
            /** @description The same as a picture, SVG */
            qr: string;
            /** @description In base32, for typing */
            secret: string;
            /** @description otpauth://totp/…, for an app on this device */
            uri: string;
        };
        AccountWays: {
            /** @description What people call the district through which they can sign in; absent for none */
            district?: string;
        };
        ActOnCaseRequest: {
            /** @enum {string} */
            clause?: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child" | "none";
            /** Format: int64 */
            days?: number;
            /** @enum {string} */
            kind: "hold" | "hide" | "warn" | "suspend" | "ban" | "dismiss" | "approve";
            note: string;
        };
        ActOnPostRequest: {
            /** @enum {string} */
            clause?: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child" | "none";
            /** Format: int64 */
            days?: number;
            /** @enum {string} */
            kind: "hold" | "hide" | "warn" | "suspend" | "ban" | "approve";
            note?: string;
        };
        AddCity: {
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            names: components["schemas"]["Names"];
            /** @description IANA name */
            time_zone: string;
        };
        AddFilterWord: {
            allow?: boolean;
            /** @enum {string} */
            kind: "contact" | "private" | "abuse" | "threat" | "slur" | "profanity" | "sexual" | "distress" | "other";
            /** @enum {string} */
            language: "en" | "zh";
            note?: string;
            pattern: string;
            /** @enum {string} */
            tier: "block" | "hold" | "hint";
        };
        AddGuest: {
            /** @description The e-mail address or sign-in name of an adult's account */
            name: string;
            /**
             * Format: date-time
             * @description The last moment; at most a year away
             */
            until: string;
        };
        AddStaff: {
            /** Format: uuid */
            person: string;
            /** @enum {string} */
            role: "teacher" | "assistant";
        };
        AddStudents: {
            students: components["schemas"]["NewStudent"][];
        };
        Affected: {
            people: components["schemas"]["AffectedPerson"][];
        };
        AffectedPerson: {
            /** Format: uuid */
            id: string;
            language: string;
            /** Format: date-time */
            last_seen_at: string;
            name: string;
            /**
             * Format: int64
             * @description Written between the two moments
             */
            posts: number;
            /** @enum {string} */
            role: "citizen" | "student" | "teacher" | "coordinator" | "moderator" | "administrator";
            school?: string;
            /** Format: date-time */
            since: string;
        };
        Answer: {
            error?: components["schemas"]["Problem"];
            id: string;
            ok?: unknown;
        };
        AnswerCaseRequest: {
            acted: boolean;
            answer: string;
        };
        AnswerInvitation: {
            accept: boolean;
        };
        Appeal: {
            answer?: string;
            body: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string;
            /** @enum {string} */
            outcome?: "upheld" | "overturned";
        };
        AppealDeedRequest: {
            body: string;
        };
        AppointStaffRequest: {
            /** @enum {string} */
            role: "teacher" | "coordinator";
        };
        AskForSchool: {
            new?: components["schemas"]["NewSchool"];
            /** @enum {string} */
            role: "teacher" | "coordinator";
            /** Format: uuid */
            school?: string;
            /** @description How one can know that it is so */
            why: string;
        };
        AskRights: {
            /** @enum {string} */
            kind: "correct" | "delete";
            /** @description correct: what the name shall be */
            name?: string;
            /**
             * Format: uuid
             * @description A student of the own school; absent for oneself
             */
            person?: string;
            /**
             * @description delete: what becomes of what was written; keep leaves it without a name
             * @enum {string}
             */
            posts?: "keep" | "delete";
            /** @description Why, in one's own words */
            text?: string;
        };
        AskToJoin: {
            code: string;
            /** @description en, zh-Hans or zh-Hant */
            language?: string;
            /** @description First name or nickname, which the class will see */
            name?: string;
            password?: string;
        };
        AttendanceMark: {
            /** Format: date */
            day: string;
            /** Format: date-time */
            first_at: string;
            /** Format: date-time */
            last_at: string;
            /** Format: uuid */
            person: string;
        };
        AuditEntry: {
            action: string;
            /** @description Absent: the program itself */
            actor?: components["schemas"]["Person"];
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            class?: string;
            data?: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            object?: string;
            /** Format: uuid */
            object_id?: string;
            /** @description Whom it is about */
            person?: components["schemas"]["Person"];
            reason?: string;
            /** @description Whose staff may read the entry */
            schools?: components["schemas"]["LogSchool"][];
        };
        AuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            next?: string;
        };
        Blocked: {
            /** Format: date-time */
            at: string;
            person: components["schemas"]["Person"];
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
        Case: {
            answer?: string;
            /** @description In the queue: how the reported text begins. Absent for what is sealed */
            begins?: string;
            /** @description Who works on it */
            claimed_by?: components["schemas"]["Person"];
            /** Format: date-time */
            claimed_until?: string;
            /**
             * Format: uuid
             * @description Where it happened; absent in the public forum
             */
            class?: string;
            /** Format: date-time */
            closed_at?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed" | "und";
            /** @enum {string} */
            object: "post" | "thread" | "person";
            /** Format: uuid */
            object_id: string;
            /** Format: date-time */
            opened_at: string;
            /** @enum {string} */
            outcome?: "acted" | "dismissed";
            /** @description Whom it is about */
            person?: components["schemas"]["Person"];
            reasons: string[];
            /** Format: int64 */
            reports: number;
            /** @description In the queue: the discussion's, as it was when it was reported */
            title?: string;
        };
        CasePage: {
            case: components["schemas"]["Case"];
            /** @description What was done about this person before, the latest first */
            deeds: components["schemas"]["Deed"][];
            evidence?: components["schemas"]["Evidence"];
            /** @description moderation.decide, moderation.answer */
            may: string[];
            /** @description The post as it is by now */
            now?: components["schemas"]["Post"];
            /**
             * @description The language of whom it is about, who is told the reason
             * @enum {string}
             */
            reads?: "en" | "zh-Hans" | "zh-Hant";
            reports: components["schemas"]["CaseReport"][];
            /** @description A class's: what was said is shown to whoever claims the case, and the schools see that it was */
            sealed?: boolean;
            /**
             * @description The next step against somebody who does it again
             * @enum {string}
             */
            suggested?: "warn" | "suspend_1" | "suspend_7" | "ban";
        };
        CaseReport: {
            about_teacher?: boolean;
            /** Format: date-time */
            created_at: string;
            note?: string;
            reason: string;
            reporter?: components["schemas"]["Person"];
        };
        CaseTranslation: {
            /**
             * @description none: no engine is set up; same: the text is in that language already
             * @enum {string}
             */
            state: "none" | "same" | "done" | "failed";
            text?: string;
            to: string;
        };
        ChangeClass: {
            /** Format: int64 */
            first_posts?: number;
            names?: components["schemas"]["Names"];
            needs_teacher?: boolean;
            quiet_hours?: boolean;
        };
        ChangeMember: {
            /** Format: date-time */
            guest_until?: string;
            /** @description Empty: the name of the account is shown */
            nickname?: string;
            /** @enum {string} */
            role?: "student" | "teacher" | "assistant" | "guest";
        };
        ChangeSchool: {
            /** @description All of them, where given */
            holidays?: components["schemas"]["NamedDays"][];
            /** @description All of them, where given */
            hours?: components["schemas"]["LocalHours"][];
            names?: components["schemas"]["Names"];
            public_posting?: boolean;
            quiet?: components["schemas"]["QuietHours"];
            /** @description All of them, where given */
            terms?: components["schemas"]["NamedDays"][];
        };
        ChooseNickname: {
            nickname: string;
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
            /** @description Both schools consent, and a verified teacher of each is in it: its students read and write */
            open: boolean;
            over?: boolean;
            /**
             * Format: date-time
             * @description When the pairing of its schools ended, and the class was closed with it
             */
            pairing_ended?: string;
            /**
             * @description Of the reader in this class
             * @enum {string}
             */
            role: "student" | "teacher" | "assistant" | "guest";
            /** @description The two paired schools, each with its city */
            schools: components["schemas"]["School"][];
            /** @description To subscribe to: the chat and the class's events */
            topic: string;
        };
        ClassAttendance: {
            /** @description None for who may not read them */
            notes: components["schemas"]["ClassNote"][];
            present: components["schemas"]["AttendanceMark"][];
        };
        ClassConsents: {
            /** Format: uuid */
            class: string;
            /** @description What a school does not consent to now: it cannot be done with any student */
            lacking: components["schemas"]["LackingConsent"][];
            /** @description The reader is a teacher of the class */
            member: boolean;
            names: components["schemas"]["Names"];
            over: boolean;
            /** Format: uuid */
            pairing: string;
            /**
             * Format: date-time
             * @description When the pairing of its schools ended, and the class was closed with it
             */
            pairing_ended?: string;
            /** @description The two schools */
            schools: components["schemas"]["School"][];
            /** @description Those about whom the reader may know: all for the class's teachers, their own for a coordinator */
            students: components["schemas"]["ConsentsOfOne"][];
        };
        Classes: {
            classes: components["schemas"]["Class"][];
            /** @description Classes that the reader is invited to as a guest, and has not answered */
            invitations: components["schemas"]["ClassInvitation"][];
        };
        ClassGroup: {
            /** Format: uuid */
            id: string;
            members: string[];
            name: string;
        };
        ClassGroups: {
            groups: components["schemas"]["ClassGroup"][];
        };
        ClassInvitation: {
            /** Format: uuid */
            class: string;
            names: components["schemas"]["Names"];
            /**
             * Format: date-time
             * @description The last moment in it
             */
            until: string;
        };
        ClassLacking: {
            /** @description Its consent to chat */
            consent?: boolean;
            /** Format: uuid */
            school: string;
            /** @description A teacher in the class whom it vouches for */
            teacher?: boolean;
        };
        ClassLock: {
            /** Format: date-time */
            at: string;
            /** @description By name; empty where they are gone */
            by: string;
            /** @description As the teacher wrote it; empty where they gave none */
            reason: string;
        };
        ClassMade: {
            /** Format: uuid */
            class: string;
        };
        ClassMember: {
            person: components["schemas"]["Person"];
            /** @enum {string} */
            role: "student" | "teacher" | "assistant" | "guest";
        };
        ClassMembership: {
            /** Format: uuid */
            class: string;
            /** @description The codes that stand; the code itself is shown once only */
            codes: components["schemas"]["JoinCodeInfo"][];
            groups: components["schemas"]["ClassGroup"][];
            /** @description What keeps it closed; nothing where the pairing has ended: that does */
            lacking: components["schemas"]["ClassLacking"][];
            names: components["schemas"]["Names"];
            /** @description Both schools consent, and a verified teacher of each is in it */
            open: boolean;
            over: boolean;
            /**
             * Format: uuid
             * @description The reader's own school: whose students they may let in
             */
            own?: string;
            /** Format: uuid */
            pairing: string;
            /**
             * Format: date-time
             * @description When the pairing of its schools ended, and the class was closed with it
             */
            pairing_ended?: string;
            people: components["schemas"]["ClassPerson"][];
            schools: components["schemas"]["School"][];
            settings: components["schemas"]["ClassSettings"];
            /** @description A verified teacher of each school is in it */
            staffed: boolean;
            /**
             * Format: uuid
             * @description Where its pairing has ended: the open pairing of the same two schools, in which it can go on
             */
            successor?: string;
            /** @description Whom a teacher took out, the last first */
            taken_out: components["schemas"]["ClassTakenOut"][];
            /** @description Who asks to be let in, the first first */
            waiting: components["schemas"]["JoinWaiting"][];
        };
        ClassNote: {
            /** Format: uuid */
            author: string;
            author_name: string;
            body: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date */
            day: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description About whom; about the class where it is missing
             */
            person?: string;
        };
        ClassNoteRef: {
            /** Format: uuid */
            Class: string;
            /** Format: uuid */
            Note: string;
        };
        ClassOffer: {
            /** Format: date-time */
            at: string;
            by: components["schemas"]["Person"];
            /** Format: uuid */
            school: string;
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
        ClassPerson: {
            /** Format: date-time */
            guest_until?: string;
            /** Format: date-time */
            joined_at: string;
            /** @description The name by which the school knows a student; for teachers of the same school */
            known_as?: string;
            nickname?: string;
            /** @description Of the reader's own school */
            own: boolean;
            person: components["schemas"]["Person"];
            /** @enum {string} */
            role: "student" | "teacher" | "assistant" | "guest";
            /** @description Of a student; for teachers of the same school */
            sign_in_name?: string;
            /** @description Has signed in at least once */
            signed_in: boolean;
        };
        ClassSaid: {
            /** @description There are posts before these */
            more: boolean;
            /** @description The newest first */
            posts: components["schemas"]["SupervisedPost"][];
        };
        ClassSettings: {
            /**
             * Format: int64
             * @description How many of a student's first posts wait for a teacher
             */
            first_posts: number;
            /** @description Whether the room pauses while no verified teacher is in it */
            needs_teacher: boolean;
            /** @description Whether the quiet hours of the reader's school hold in it, for its students */
            quiet_hours: boolean;
        };
        ClassStanding: {
            /**
             * Format: date-time
             * @description When to ask again, if no event comes before
             */
            changes_at?: string;
            /** @description Only its teachers write; given to these too, whom it does not hinder */
            lock?: components["schemas"]["ClassLock"];
            may_write: boolean;
            /**
             * Format: date-time
             * @description When the refusal ends by itself, where that is known
             */
            until?: string;
            /**
             * Format: int64
             * @description How many of the reader's posts still wait for a teacher's approval before they are shown
             */
            waits: number;
            /** @description The code of the refusal: muted, quiet_hours, class_locked, paused, not_open, archived, suspended … */
            why?: string;
        };
        ClassSupervision: {
            /**
             * Format: int64
             * @description How many reports and appeals wait for the reader; 0 for who decides about none
             */
            asked: number;
            /** Format: uuid */
            class: string;
            /**
             * Format: int64
             * @description How many of a student's first posts wait for a teacher
             */
            first_posts: number;
            /**
             * Format: int64
             * @description How many posts wait for approval
             */
            held: number;
            /** @description Only its teachers write */
            lock?: components["schemas"]["ClassLock"];
            /** @description What the reader may do here: class.manage, class.mute, class.read_notes, class.consent, class.judge */
            may: string[];
            members: components["schemas"]["SupervisedMember"][];
            names: components["schemas"]["Names"];
            /** @description The room pauses when no verified teacher is in it */
            needs_teacher: boolean;
            over: boolean;
            /** @description The quiet hours of the reader's school hold in it, for its students */
            quiet_hours: boolean;
            schools: components["schemas"]["SupervisedSchool"][];
        };
        ClassTakenOut: {
            /** Format: date-time */
            at: string;
            /** @description By the other school's teachers than their own: their own school lets them in again, or leaves them out by its word */
            for_now: boolean;
            /** @description The reader can let them in again */
            may: boolean;
            /** @description Of the reader's own school */
            own: boolean;
            person: components["schemas"]["Person"];
            reason: string;
        };
        ClockChange: {
            /**
             * Format: int64
             * @description Forward; back where negative
             */
            minutes: number;
            /** @description The city's date */
            on: string;
            /** @enum {string} */
            side: "a" | "b";
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
        ConsentClass: {
            /** Format: uuid */
            class: string;
            names: components["schemas"]["Names"];
            over: boolean;
            /**
             * Format: int64
             * @description … for whom a consent to pictures stands
             */
            pictures: number;
            /**
             * Format: int64
             * @description Of the school
             */
            students: number;
            /**
             * Format: int64
             * @description … whose consent to chat was withdrawn
             */
            withdrawn: number;
        };
        ConsentForOne: {
            /**
             * Format: date-time
             * @description When it was last said
             */
            at?: string;
            /** @description Who wrote it down; absent for a guardian's link */
            by?: components["schemas"]["Person"];
            /** @enum {string} */
            purpose: "chat" | "pictures" | "recording" | "publishing";
            reason?: string;
            /** @description It ends soon: it can be given again */
            renewable: boolean;
            /**
             * @description Whose word it is
             * @enum {string}
             */
            said_by?: "guardian" | "student" | "school";
            /**
             * @description What was said for this student; a school's own consent may be lacking besides
             * @enum {string}
             */
            state: "standing" | "none" | "expired" | "withdrawn";
            /**
             * Format: date-time
             * @description Until when it holds, where it stands: the end of the student's or the schools' consent, whichever is first
             */
            until?: string;
        };
        ConsentsOfOne: {
            /** @description The name by which the school knows the student; for the same school's staff */
            known_as?: string;
            /** @description Of the reader's own school: the reader may give and withdraw. What the school itself does not consent to (lacking) cannot be given */
            own: boolean;
            person: components["schemas"]["Person"];
            /** @description chat, pictures, recording, publishing */
            purposes: components["schemas"]["ConsentForOne"][];
        };
        Contact: {
            blocked: components["schemas"]["Blocked"][];
            /** @description The bell tells only what was decided about oneself */
            notices_off: boolean;
            /**
             * @description Who may answer what one says in public
             * @enum {string}
             */
            replies_from: "everyone" | "classes" | "nobody";
        };
        CorrectPostRequest: {
            body: string;
            reason?: string;
            /** Format: int64 */
            revision: number;
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
        CreateReport: {
            /** @description In a class: it goes to the moderators too, and not to the teacher it is about */
            about_teacher?: boolean;
            /**
             * Format: uuid
             * @description Of the post, the thread or the person
             */
            id: string;
            note?: string;
            /** @enum {string} */
            object: "post" | "thread" | "person";
            /** @enum {string} */
            reason: "attack" | "profanity" | "bullying" | "sexual" | "violence" | "private_data" | "contact" | "spam" | "self_harm" | "other";
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
        DecidedPosts: {
            /** @description As readers see them now */
            posts: components["schemas"]["Post"][];
        };
        DecidePostsRequest: {
            /**
             * @description Hiding needs one
             * @enum {string}
             */
            clause?: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child";
            /** @enum {string} */
            deed: "approve" | "hide" | "restore";
            posts: string[];
            reason?: string;
        };
        DecideRights: {
            grant: boolean;
            /** @description A refusal needs one; whoever asked reads it */
            reason?: string;
        };
        Deed: {
            appeal?: components["schemas"]["Appeal"];
            /** @description Not for whom it was done to */
            by?: components["schemas"]["Person"];
            /**
             * Format: uuid
             * @description For moderators
             */
            case?: string;
            /**
             * Format: uuid
             * @description Decided by those who keep this class; absent: by moderators
             */
            class?: string;
            /** @enum {string} */
            clause: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child" | "none";
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /**
             * @description mute: in a class, by those who keep it
             * @enum {string}
             */
            kind: "hold" | "hide" | "warn" | "suspend" | "ban" | "dismiss" | "approve" | "mute";
            /** @description moderation.appeal, moderation.undo, moderation.judge */
            may: string[];
            note: string;
            /** @enum {string} */
            object: "post" | "thread" | "person";
            /** Format: uuid */
            object_id: string;
            /** @description To whom; for everybody else */
            person?: components["schemas"]["Person"];
            /** @description What it was about, as it was then */
            text?: components["schemas"]["Post"];
            /** Format: date-time */
            undone_at?: string;
            undone_why?: string;
            /**
             * Format: date-time
             * @description Of a suspension or of being muted; absent for ever
             */
            until?: string;
        };
        Deeds: {
            deeds: components["schemas"]["Deed"][];
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
        EnterClass: {
            /** Format: uuid */
            class: string;
            /** @description Its schools read it */
            reason: string;
        };
        Event: {
            /** Format: date-time */
            at: string;
            data: unknown;
            event: string;
            /** Format: int64 */
            seq: number;
            topic: string;
        };
        Evidence: {
            /** @description The posts around it, by seq; of a person, what they said last */
            around: components["schemas"]["Post"][];
            /** @description The board's slug */
            board?: string;
            person?: components["schemas"]["Person"];
            /** @description The reported one, or the thread's first */
            post?: components["schemas"]["Post"];
            /** Format: date-time */
            taken_at: string;
            /** Format: uuid */
            thread?: string;
            /** @description The thread's */
            title?: string;
        };
        ExportClass: {
            /** @description Why, for whoever is not in the class */
            reason?: string;
        };
        ExportPerson: {
            /** @description Why, for whoever is not the person */
            reason?: string;
        };
        FilterMatch: {
            /**
             * Format: int64
             * @description Behind the last one
             */
            end: number;
            /** @enum {string} */
            kind: "contact" | "private" | "abuse" | "threat" | "slur" | "profanity" | "sexual" | "distress" | "other";
            /** @description Of the lists; absent for what was known by its shape: a number, an address */
            pattern?: string;
            /**
             * Format: int64
             * @description In code points, the first being 0
             */
            start: number;
            /** @enum {string} */
            tier: "block" | "hold" | "hint";
        };
        FilterTrial: {
            kinds: string[];
            /** @description By their place in the text */
            matches: components["schemas"]["FilterMatch"][];
            /** @description The text in the form in which it is compared */
            normalised: string;
            /** @enum {string} */
            tier: "block" | "hold" | "hint" | "none";
        };
        FilterWord: {
            /** Format: date-time */
            added_at?: string;
            /** @description A name */
            added_by?: string;
            /** @description What is found within this pattern is let pass */
            allow: boolean;
            /**
             * Format: uuid
             * @description Absent for one that comes with the program
             */
            id?: string;
            /** @enum {string} */
            kind: "contact" | "private" | "abuse" | "threat" | "slur" | "profanity" | "sexual" | "distress" | "other";
            /** @enum {string} */
            language: "en" | "zh";
            note?: string;
            /** @description Compared without regard to case, marks, look-alikes and script. A Latin word stands for itself alone, unless a star follows it */
            pattern: string;
            /**
             * @description block: not taken. hold: waits for somebody who keeps the place. hint: taken, and its author asked to look again
             * @enum {string}
             */
            tier: "block" | "hold" | "hint";
        };
        FilterWords: {
            /** @description One of the operator's with the same pattern takes the place of one of these */
            defaults: components["schemas"]["FilterWord"][];
            /** @description Actions of access that the reader may do here */
            may: string[];
            own: components["schemas"]["FilterWord"][];
        };
        FindPeople: {
            /** @description A part of a name, a nickname or a school's name; an address or sign-in name as a whole */
            q: string;
            /** @description Why students are looked for */
            reason?: string;
            /** @description Look for students too; it is written in the log of their schools, with the reason */
            students?: boolean;
        };
        FoundPeople: {
            /** @description There are others: ask for a longer part */
            more?: boolean;
            people: components["schemas"]["FoundPerson"][];
        };
        FoundPerson: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description What they are called in classes */
            nicknames?: string[];
            /** @enum {string} */
            role: "citizen" | "student" | "teacher" | "coordinator" | "moderator" | "administrator";
            /** Format: uuid */
            school?: string;
            school_name?: components["schemas"]["Names"];
        };
        GiveStudentConsentRequest: {
            /**
             * @description Whose word it is
             * @enum {string}
             */
            said_by?: "guardian" | "student" | "school";
            /** @description Show again what the withdrawal hid */
            show?: boolean;
        };
        GiveStudentPurposeRequest: {
            /**
             * @description Whose word it is
             * @enum {string}
             */
            said_by: "guardian" | "student" | "school";
        };
        GuardianAsk: {
            /** @enum {string} */
            kind: "correct" | "delete";
            name?: string;
            /** @enum {string} */
            posts?: "keep" | "delete";
            text?: string;
            token: string;
        };
        GuardianClass: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            joined_at: string;
            /** Format: date-time */
            left_at?: string;
            names: components["schemas"]["Names"];
            nickname?: string;
            /**
             * Format: date-time
             * @description When consent for the student was withdrawn
             */
            withdrawn_at?: string;
        };
        GuardianLink: {
            /** Format: date-time */
            ended_at?: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            made_at: string;
            /**
             * Format: date-time
             * @description Last
             */
            opened_at?: string;
            /** @description Only when it was just made: it is kept nowhere */
            url?: string;
        };
        GuardianLinks: {
            links: components["schemas"]["GuardianLink"][];
        };
        GuardianPost: {
            body: string;
            /**
             * Format: uuid
             * @description Absent: in public
             */
            class?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            language: string;
            /** @enum {string} */
            state: "visible" | "held" | "hidden" | "deleted";
        };
        GuardianToken: {
            token: string;
        };
        GuardianView: {
            classes: components["schemas"]["GuardianClass"][];
            deleted: boolean;
            /**
             * Format: date-time
             * @description When the link ends
             */
            expires_at: string;
            language: string;
            name: string;
            /** @description The latest; the export has all */
            posts: components["schemas"]["GuardianPost"][];
            requests: components["schemas"]["RightsRequest"][];
            school: components["schemas"]["Names"];
            /** Format: date-time */
            since: string;
        };
        HeldPost: {
            /** @description By the lists as they are now */
            kinds: string[];
            matches: components["schemas"]["FilterMatch"][];
            post: components["schemas"]["Post"];
            /** @description Of the discussion */
            title: string;
        };
        HeldPosts: {
            held: components["schemas"]["HeldPost"][];
            /** @description Actions of access that the reader may do here */
            may: string[];
        };
        Hello: {
            /** @description Language of error messages: en, zh-Hans or zh-Hant */
            language?: string;
            /** Format: int64 */
            protocol: number;
        };
        HidePost: {
            /**
             * @description Of the posting standard; its author reads it in their own language
             * @enum {string}
             */
            clause: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child";
            /** Format: uuid */
            post: string;
            /** @description Told to its author too */
            reason?: string;
        };
        HidePostRequest: {
            /** @enum {string} */
            clause: "profanity" | "attacks" | "private" | "advertising" | "own" | "language" | "child";
            reason?: string;
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
        JoinAsked: {
            token: string;
        };
        JoinCode: {
            code: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            school: string;
        };
        JoinCodeInfo: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            school: string;
        };
        JoinLook: {
            code: string;
        };
        JoinPlace: {
            class: components["schemas"]["Names"];
            school: components["schemas"]["Names"];
        };
        JoinsRefused: {
            /** @description The new code; it is not shown again */
            code?: components["schemas"]["JoinCode"];
            /** Format: int64 */
            refused: number;
        };
        JoinStatus: {
            /**
             * Format: uuid
             * @description Once accepted
             */
            class?: string;
            /** @description As it was entered */
            name: string;
            /** @description Of the class */
            names: components["schemas"]["Names"];
            /** @description Why it was refused, in the teacher's words */
            reason?: string;
            /** @description Once accepted: to be written down */
            sign_in_name?: string;
            /** @enum {string} */
            state: "waiting" | "accepted" | "refused" | "over";
        };
        JoinStatusIn: {
            token: string;
        };
        JoinWaiting: {
            /** Format: date-time */
            created_at: string;
            has_account?: boolean;
            /** Format: uuid */
            id: string;
            language: string;
            name: string;
            /** Format: uuid */
            school: string;
        };
        JudgeAppealRequest: {
            answer: string;
            /** @enum {string} */
            outcome: "upheld" | "overturned";
        };
        KeepClassRequest: {
            /** Format: int64 */
            first_posts?: number;
            locked?: boolean;
            needs_teacher?: boolean;
            quiet_hours?: boolean;
            reason?: string;
        };
        LackingConsent: {
            /** @enum {string} */
            purpose: "chat" | "pictures" | "recording" | "publishing";
            /** Format: uuid */
            school: string;
        };
        LeaveClass: {
            /** @description Also as the last verified teacher of a school: the class then closes for writing */
            anyway?: boolean;
        };
        LeaveSchoolBody: {
            /** @description Has to be true: it ends every class for the actor */
            sure: boolean;
        };
        ListLineWrong: {
            /** @description As of an error's field */
            code: string;
            /** Format: int64 */
            line: number;
            /** @description In the reader's language */
            message: string;
            text: string;
        };
        LocalHours: {
            /** @description 24-hour clock: 08:00 */
            from: string;
            /** @description 24-hour clock, 24:00 for midnight; what goes on after it is the next day's */
            until: string;
            /**
             * Format: int64
             * @description 1 is Monday, 7 Sunday
             */
            weekday: number;
        };
        LogChoices: {
            actions: string[];
            classes: components["schemas"]["LogClass"][];
            schools: components["schemas"]["LogSchool"][];
        };
        LogClass: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            names?: components["schemas"]["Names"];
            over?: boolean;
            schools: components["schemas"]["Names"][];
        };
        LogSchool: {
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
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
        MarkNotices: {
            /** Format: uuid */
            id?: string;
            /** Format: uuid */
            up_to?: string;
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
        MixGroups: {
            /** Format: int64 */
            groups: number;
        };
        ModerationWaiting: {
            /** Format: int64 */
            appeals: number;
            /**
             * Format: int64
             * @description Open cases
             */
            cases: number;
            /**
             * Format: int64
             * @description Posts of the public forum that the lists hold
             */
            held: number;
        };
        MoveUp: {
            /** @description Besides the reader, who is a teacher of it */
            members: string[];
            names: components["schemas"]["Names"];
        };
        MutedMember: {
            /** Format: date-time */
            muted_until?: string;
        };
        MuteMemberRequest: {
            /** @enum {string} */
            for: "10m" | "1h" | "today" | "until_unmuted" | "none";
            reason?: string;
        };
        MySchool: {
            may: string[];
            /** @description The reader's own, the newest first */
            requests: components["schemas"]["TeacherRequest"][];
            school?: components["schemas"]["SchoolPage"];
            /** @description The school, or an administrator, vouches for the reader */
            verified: boolean;
        };
        NamedDays: {
            /** @description The last day of them */
            ends_on: string;
            name?: string;
            /** @description A date: 2026-08-24 */
            starts_on: string;
        };
        Names: {
            en: string;
            "zh-Hans": string;
            "zh-Hant": string;
        };
        NewClass: {
            names: components["schemas"]["Names"];
            /** @description Verified teachers of either school, who are in it from the start */
            teachers?: string[];
        };
        NewGroup: {
            members: string[];
            name: string;
        };
        NewJoinCode: {
            /**
             * Format: int64
             * @description How long it holds; 7 where 0
             */
            days?: number;
        };
        NewSchool: {
            /** Format: uuid */
            city: string;
            names: components["schemas"]["Names"];
        };
        NewStudent: {
            /** @enum {string} */
            language: "en" | "zh-Hans" | "zh-Hant";
            /**
             * Format: int64
             * @description Where it stood
             */
            line?: number;
            /** @description By which the school knows the student */
            name: string;
            /** @description Which the class sees; the name where empty */
            nickname?: string;
        };
        None: Record<string, never>;
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
        Notices: {
            next?: string;
            notices: components["schemas"]["Notice"][];
            suspended?: components["schemas"]["Suspended"];
            /** Format: int64 */
            unread: number;
        };
        OldClass: {
            /**
             * Format: date-time
             * @description When its pairing ended
             */
            ended_at: string;
            /** Format: uuid */
            id: string;
            /** @description class.continue: the reader speaks for a school in this */
            may: string[];
            /** @description The reader belongs to it */
            member: boolean;
            names: components["schemas"]["Names"];
            /** @description The schools without a teacher in it whom they vouch for: one has to be added first */
            needs: string[];
            /** @description One school has said so already */
            offer?: components["schemas"]["ClassOffer"];
            /** Format: int64 */
            students: number;
        };
        Pairing: {
            /**
             * Format: date-time
             * @description Until when both schools' consent to chat stands
             */
            chat_until?: string;
            /** Format: date-time */
            ended_at?: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description When something last happened, or was said
             */
            last_at: string;
            /** Format: date-time */
            opened_at?: string;
            /** Format: date-time */
            proposed_at: string;
            proposed_by?: components["schemas"]["Person"];
            /**
             * Format: uuid
             * @description The school that proposed it
             */
            proposed_from?: string;
            /**
             * Format: uuid
             * @description The search for a partner that it came of
             */
            search?: string;
            /** @description The two schools */
            sides: components["schemas"]["PairingSide"][];
            /** @enum {string} */
            state: "proposed" | "open" | "ended";
            /**
             * Format: int64
             * @description How many posts of others in its discussion the reader has not read
             */
            unread?: number;
        };
        PairingClass: {
            /** Format: uuid */
            id: string;
            /** @description The reader belongs to it */
            member: boolean;
            names: components["schemas"]["Names"];
            /** @description Its students can read and write in it */
            open: boolean;
            over: boolean;
        };
        PairingConsent: {
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            given_at: string;
            given_by: components["schemas"]["Person"];
            /** @enum {string} */
            purpose: "chat" | "pictures" | "recording" | "publishing";
            reason?: string;
            /** @description It ends soon, or does not stand: it can be given now */
            renewable: boolean;
            /** Format: uuid */
            school: string;
            /** @enum {string} */
            state: "standing" | "expired" | "withdrawn";
            /** Format: date-time */
            withdrawn_at?: string;
        };
        PairingPage: {
            /** @description The schools for which the reader can accept now */
            accept_for: string[];
            classes: components["schemas"]["PairingClass"][];
            consents: components["schemas"]["PairingConsent"][];
            epoch: string;
            /** @description What the reader may do here */
            may: string[];
            /** @description Classes of the same two schools whose pairing has ended, and that can go on in this one while it is open */
            old: components["schemas"]["OldClass"][];
            pairing: components["schemas"]["Pairing"];
            /**
             * Format: uuid
             * @description The reader's
             */
            school?: string;
            /**
             * Format: int64
             * @description Position of the topic at the time of reading: subscribe since it
             */
            seq: number;
            /** @description Oldest first */
            steps: components["schemas"]["PairingStep"][];
            /**
             * Format: uuid
             * @description The discussion of both schools' staff, a thread like any other; it has a topic of its own
             */
            thread: string;
            /** @description To subscribe to */
            topic: string;
        };
        PairingReason: {
            reason: string;
        };
        Pairings: {
            /** @description What the reader may do: pairing.propose */
            may: string[];
            pairings: components["schemas"]["Pairing"][];
            /**
             * Format: uuid
             * @description The reader's
             */
            school?: string;
        };
        PairingSide: {
            /** Format: date-time */
            accepted_at?: string;
            /** @description Where a school has none, an administrator accepts for it */
            has_coordinator: boolean;
            school: components["schemas"]["School"];
        };
        PairingStaff: {
            schools: components["schemas"]["School"][];
            /** @description Those whom their school vouches for */
            teachers: components["schemas"]["Person"][];
        };
        PairingStep: {
            /** @description An administrator did it for a school without a coordinator */
            administrator?: boolean;
            /** Format: date-time */
            at: string;
            /** @description The class that goes on, or was to */
            class?: components["schemas"]["Names"];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "proposed" | "accepted" | "opened" | "withdrawn" | "reminded" | "consent_given" | "consent_withdrawn" | "consent_reminded" | "class_offered" | "class_declined" | "class_continued";
            /** Format: uuid */
            pairing: string;
            /** @description Who did it; absent where the program did */
            person?: components["schemas"]["Person"];
            /** @enum {string} */
            purpose?: "chat" | "pictures" | "recording" | "publishing";
            reason?: string;
            /**
             * Format: uuid
             * @description For which school it was done, or which it concerns
             */
            school?: string;
            /**
             * Format: date-time
             * @description Of a consent: when it ends
             */
            until?: string;
        };
        PairingWith: {
            /** Format: uuid */
            id: string;
            /** @description Both schools have accepted it */
            open: boolean;
        };
        PartnerSearch: {
            /** Format: int64 */
            age_from: number;
            /** Format: int64 */
            age_to: number;
            author: components["schemas"]["Person"];
            /** @enum {string} */
            chinese_level: "none" | "beginner" | "intermediate" | "advanced" | "native";
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            english_level: "none" | "beginner" | "intermediate" | "advanced" | "native";
            hours: components["schemas"]["LocalHours"][];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed" | "und";
            may: string[];
            /** @description What stands between its school and the reader's already; absent in lists */
            pairing?: components["schemas"]["PairingWith"];
            school: components["schemas"]["School"];
            /**
             * Format: int64
             * @description How many minutes of the coming week it and the reader's own are both free; holidays are not looked at
             */
            shared_minutes: number;
            /** Format: int64 */
            size: number;
            /** @enum {string} */
            state: "open" | "closed";
            /** @enum {string} */
            subject: "language" | "culture" | "history" | "geography" | "science" | "environment" | "mathematics" | "technology" | "art" | "music" | "sports" | "projects" | "other";
            /** Format: date-time */
            updated_at: string;
            wishes: string;
        };
        PartnerSearches: {
            searches: components["schemas"]["PartnerSearch"][];
        };
        PartnerSearchInput: {
            /** Format: int64 */
            age_from: number;
            /** Format: int64 */
            age_to: number;
            /** @enum {string} */
            chinese_level: "none" | "beginner" | "intermediate" | "advanced" | "native";
            /** @description It is not looking any more */
            closed?: boolean;
            /** @enum {string} */
            english_level: "none" | "beginner" | "intermediate" | "advanced" | "native";
            /** @description When the class is free, local */
            hours: components["schemas"]["LocalHours"][];
            /**
             * Format: int64
             * @description How many students
             */
            size: number;
            /** @enum {string} */
            subject: "language" | "culture" | "history" | "geography" | "science" | "environment" | "mathematics" | "technology" | "art" | "music" | "sports" | "projects" | "other";
            wishes: string;
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
            /** @description The text is a teacher's correction; the author's own is among the earlier ones */
            corrected?: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            edited_at?: string;
            /** @description Whose hiding covers it: moderators', that of those who keep the place (a class's teachers), or that of a consent withdrawn. It is shown when none does. account: it was deleted with its author's account, or before that */
            hidden_for?: ("moderators" | "keepers" | "consent" | "account")[];
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
            /** @description It is the reader's own and waits in public, and there is nobody else who may approve it */
            alone?: boolean;
            /** Format: date-time */
            deleted_at?: string;
            /** @description Kinds of what the filter finds by now in a post that waits */
            found?: string[];
            /** @enum {string} */
            held_for?: "first_posts" | "filter" | "report" | "media";
            /** Format: date-time */
            hidden_at?: string;
            /** @description With its text, in any state */
            post: components["schemas"]["Post"];
            /**
             * @description The language of its author, who is told why it is hidden
             * @enum {string}
             */
            reads?: "en" | "zh-Hans" | "zh-Hant";
            /** @description Its earlier texts, oldest first */
            revisions: components["schemas"]["PostRevision"][];
        };
        PostGone: {
            /** @description As in Post */
            hidden_for?: ("moderators" | "keepers" | "consent" | "account")[];
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
        PostRead: {
            author: components["schemas"]["Person"];
            /** @description Markdown, byte for byte as written */
            body: string;
            /**
             * Format: uuid
             * @description The sender's own id of this send
             */
            client_id?: string;
            /** @description The text is a teacher's correction; the author's own is among the earlier ones */
            corrected?: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            edited_at?: string;
            /** @description To its author: what should be looked at again, as kinds of findings */
            found?: string[];
            /**
             * @description To its author: why it waits for approval
             * @enum {string}
             */
            held_for?: "first_posts" | "filter" | "report" | "media";
            /** @description Whose hiding covers it: moderators', that of those who keep the place (a class's teachers), or that of a consent withdrawn. It is shown when none does. account: it was deleted with its author's account, or before that */
            hidden_for?: ("moderators" | "keepers" | "consent" | "account")[];
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
        PostSaid: {
            author: components["schemas"]["Person"];
            /** @description Markdown, byte for byte as written */
            body: string;
            /**
             * Format: uuid
             * @description The sender's own id of this send
             */
            client_id?: string;
            corrected?: boolean;
            /**
             * Format: date-time
             * @description Absent: the event's time
             */
            created_at?: string;
            /** Format: date-time */
            edited_at?: string;
            /** @description Body, rendered and safe to show; absent: <p>, the body as it stands, </p> and a line feed */
            html?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            language: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed" | "und";
            /** Format: uuid */
            parent?: string;
            /**
             * Format: int64
             * @description Absent: 0
             */
            reply_count?: number;
            /**
             * Format: int64
             * @description Absent: 1
             */
            revision?: number;
            /**
             * Format: int64
             * @description Its place in the thread; absent: the event's number
             */
            seq?: number;
            /**
             * Format: uuid
             * @description Absent in the thread's own topic
             */
            thread?: string;
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
        ProposePairing: {
            /** @description Markdown: who you are, and what you would like to do together. It is the first post of the discussion */
            message: string;
            /**
             * Format: uuid
             * @description The other school
             */
            school: string;
            /**
             * Format: uuid
             * @description The search for a partner that it comes of
             */
            search?: string;
        };
        Queue: {
            /**
             * Format: int64
             * @description How many appeals wait for a decision
             */
            appeals: number;
            cases: components["schemas"]["Case"][];
        };
        QuietHours: {
            from: string;
            until: string;
        };
        ReadMark: {
            /** Format: int64 */
            seq: number;
            /** Format: uuid */
            thread: string;
        };
        RefuseJoin: {
            reason: string;
        };
        RefuseJoins: {
            /** @description The school's code ends, and a new one is made */
            new_code?: boolean;
            /** @description Which they see */
            reason: string;
            /** @description Those that the reader has seen; who waits for the other school, or does not wait any more, is left alone */
            requests: string[];
        };
        RefuseTeacherRequest: {
            reason: string;
        };
        RemoveFromClassRequest: {
            reason: string;
        };
        Reported: {
            /** @description You reported this before */
            again?: boolean;
            /**
             * Format: uuid
             * @description Where the reporter may work on it
             */
            case?: string;
            /** Format: uuid */
            id: string;
        };
        ResetSignIns: {
            people: string[];
        };
        ResetTwoStepBody: {
            /** @description How it was made sure who asks for it; it is kept, and told to the person */
            reason: string;
        };
        RestorePublicPostRequest: {
            note: string;
        };
        Retention: {
            limits: components["schemas"]["RetentionLimit"][];
        };
        RetentionLimit: {
            /**
             * Format: int64
             * @description 0: for ever
             */
            days: number;
            /** @description The catalogs' sentence rights.limit.<key> */
            key: string;
        };
        Rights: {
            /** @description Of the reader's school, for its coordinators, who take their exports: ended ones too */
            classes: components["schemas"]["SchoolClass"][];
            /** @description rights.affected, school.decide_requests, rights.decide, school.students */
            may: string[];
            /** @description What one asked for, or what was asked for about one */
            own: components["schemas"]["RightsRequest"][];
            /** @description Of the reader's school, for its staff */
            students: components["schemas"]["RightsStudent"][];
            /** @description What the reader may decide, or has */
            to_decide: components["schemas"]["RightsRequest"][];
            /** @description The classes that the reader, a student, is out of because the consent was withdrawn */
            withdrawn: components["schemas"]["WithdrawnClass"][];
        };
        RightsRequest: {
            /** @enum {string} */
            asked_by: "self" | "guardian" | "school";
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "correct" | "delete";
            new_name?: string;
            /** Format: uuid */
            person: string;
            /** @description Of the person it is about */
            person_name: string;
            /** @enum {string} */
            posts?: "keep" | "delete";
            reason?: string;
            /** @enum {string} */
            state: "open" | "granted" | "refused";
            text?: string;
        };
        RightsStudent: {
            /** Format: uuid */
            id: string;
            /** @description What the own school's teachers know the student by, in the latest class that says */
            known_as?: string;
            name: string;
        };
        SaveGroups: {
            groups: components["schemas"]["NewGroup"][];
        };
        School: {
            city: components["schemas"]["City"];
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
        };
        SchoolChoices: {
            schools: components["schemas"]["School"][];
        };
        SchoolClass: {
            /** Format: date-time */
            began: string;
            /**
             * Format: date-time
             * @description It was archived, or its pairing ended
             */
            ended_at?: string;
            /** @description What was said in it is erased: its time was over */
            erased?: boolean;
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
            /** @description The other school */
            partner: components["schemas"]["Names"];
        };
        SchoolConsents: {
            classes: components["schemas"]["ConsentClass"][];
        };
        SchoolPage: {
            holidays: components["schemas"]["NamedDays"][];
            /** @description When it teaches */
            hours: components["schemas"]["LocalHours"][];
            may: string[];
            /** @description Its students may write in the public forum */
            public_posting: boolean;
            /** @description 24-hour clock, by each student's own time zone; empty: no quiet hours */
            quiet_from: string;
            quiet_until: string;
            school: components["schemas"]["School"];
            /** @description None: the whole year */
            terms: components["schemas"]["NamedDays"][];
            /** @description An administrator knows that it exists */
            verified: boolean;
        };
        Schools: {
            schools: components["schemas"]["School"][];
        };
        SchoolStaff: {
            staff: components["schemas"]["StaffMember"][];
        };
        SendSignal: {
            data?: unknown;
            name: string;
            topic: string;
        };
        SetContact: {
            notices_off: boolean;
            /** @enum {string} */
            replies_from: "everyone" | "classes" | "nobody";
        };
        SharedHours: {
            a: components["schemas"]["SharedSide"];
            b: components["schemas"]["SharedSide"];
            from: string;
            until: string;
            weeks: components["schemas"]["SharedWeek"][];
        };
        SharedOverlap: {
            a: components["schemas"]["WallTimes"];
            b: components["schemas"]["WallTimes"];
            /** Format: date-time */
            end: string;
            /** Format: date-time */
            start: string;
        };
        SharedSide: {
            /** @description The school has not entered its hours: these are of the class that it described last */
            described?: boolean;
            holidays: components["schemas"]["NamedDays"][];
            hours: components["schemas"]["LocalHours"][];
            school: components["schemas"]["School"];
            terms: components["schemas"]["NamedDays"][];
        };
        SharedWeek: {
            /** @description Changes of the clocks that fall into this week */
            changes: components["schemas"]["ClockChange"][];
            /**
             * Format: int64
             * @description How long all of it is
             */
            minutes: number;
            /** @description A date */
            monday: string;
            overlaps: components["schemas"]["SharedOverlap"][];
            /** @description A change of the clocks in one of the cities has moved it since the week before */
            shifted: boolean;
        };
        Signal: {
            data?: unknown;
            /** Format: uuid */
            from?: string;
            signal: string;
            topic: string;
        };
        SignInSlip: {
            /** @description The password, until the student chooses another */
            code: string;
            /** @description By which the school knows the student */
            name: string;
            /** Format: uuid */
            person: string;
            sign_in_name: string;
        };
        SignInSlips: {
            slips: components["schemas"]["SignInSlip"][];
        };
        /** @description The socket's commands: a frame {id, do, in} is answered by {id, ok} or {id, error}. See docs/protocol.md. */
        SocketCommands: {
            hello: {
                in: components["schemas"]["Hello"];
                out: components["schemas"]["Welcome"];
            };
            ping: {
                in: components["schemas"]["Empty"];
                out: components["schemas"]["Empty"];
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
                in: components["schemas"]["HidePost"];
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
            "class.changed": components["schemas"]["Empty"];
            "notice.created": components["schemas"]["Notice"];
            "pairing.step": components["schemas"]["PairingStep"];
            "post.created": components["schemas"]["PostSaid"];
            "post.deleted": components["schemas"]["PostGone"];
            "post.edited": components["schemas"]["PostSaid"];
            "post.held": components["schemas"]["PostGone"];
            "post.hidden": components["schemas"]["PostGone"];
            "post.restored": components["schemas"]["PostSaid"];
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
            pairing: components["schemas"]["PairingPage"];
            person: components["schemas"]["Empty"];
            thread: components["schemas"]["ThreadPage"];
        };
        StaffClass: {
            /**
             * Format: uuid
             * @description What may be read until then
             */
            chat?: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            over?: boolean;
            schools: components["schemas"]["Names"][];
            /**
             * Format: date-time
             * @description Until when the reader may read it
             */
            until?: string;
        };
        StaffClasses: {
            classes: components["schemas"]["StaffClass"][];
        };
        StaffMember: {
            person: components["schemas"]["Person"];
            /** Format: date-time */
            verified_at: string;
        };
        StaffPairing: {
            ended?: boolean;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            proposed_at: string;
            schools: components["schemas"]["Names"][];
            /**
             * Format: uuid
             * @description The discussion, while you may read it
             */
            thread?: string;
            /**
             * Format: date-time
             * @description Until when you may read its discussion
             */
            until?: string;
        };
        StaffPairings: {
            pairings: components["schemas"]["StaffPairing"][];
        };
        StudentConsent: {
            /** Format: uuid */
            class: string;
            /** Format: uuid */
            person: string;
            /** Format: date-time */
            withdrawn_at?: string;
        };
        StudentList: {
            /** @description In base64 */
            file?: string;
            text?: string;
        };
        StudentListRead: {
            students: components["schemas"]["NewStudent"][];
            /** @description Lines that cannot be used, and why */
            wrong: components["schemas"]["ListLineWrong"][];
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
        SupervisedMember: {
            /** Format: int64 */
            held: number;
            /** Format: date-time */
            last_post_at?: string;
            /** Format: date-time */
            left_at?: string;
            /**
             * Format: date-time
             * @description In the year 9999: until a teacher ends it
             */
            muted_until?: string;
            person: components["schemas"]["Person"];
            /** Format: int64 */
            posts: number;
            /** Format: date-time */
            removed_at?: string;
            removed_reason?: string;
            /** @enum {string} */
            role: "student" | "teacher" | "assistant" | "guest";
            /**
             * Format: date-time
             * @description From when on they could have written: they came in, or the class's pairing was opened
             */
            since: string;
            /** @description Today by the calendar of their own school */
            spoke_today: boolean;
            /**
             * Format: date-time
             * @description The consent for them was withdrawn: they see nothing of the class, and nobody what they wrote
             */
            withdrawn_at?: string;
        };
        SupervisedPost: {
            /** Format: date-time */
            deleted_at?: string;
            /** @description Kinds of what the filter finds by now in a post that waits */
            found?: string[];
            /** @enum {string} */
            held_for?: "first_posts" | "filter" | "report" | "media";
            /** Format: date-time */
            hidden_at?: string;
            /** @description Where in its source; none where only the text as it is read has it */
            matches?: components["schemas"]["FilterMatch"][];
            /** @description What its class's teachers can decide about it by now: nothing is offered where another decision (post.hidden_for) covers it */
            may: ("approve" | "hide" | "restore")[];
            post: components["schemas"]["Post"];
            /** @description Its earlier texts, oldest first */
            revisions: components["schemas"]["SupervisedRevision"][];
        };
        SupervisedRevision: {
            body: string;
            language: string;
            /** Format: date-time */
            replaced_at: string;
            /** Format: uuid */
            replaced_by: string;
            /** Format: int64 */
            revision: number;
        };
        SupervisedSchool: {
            city: components["schemas"]["Names"];
            /** Format: uuid */
            id: string;
            names: components["schemas"]["Names"];
            /** @description IANA name */
            time_zone: string;
            /**
             * Format: date
             * @description There, now
             */
            today: string;
        };
        Suspended: {
            clause?: string;
            /** Format: uuid */
            deed?: string;
            note?: string;
            /**
             * Format: date-time
             * @description Absent: for ever
             */
            until?: string;
        };
        TeacherRequest: {
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            decided_at?: string;
            /** @description Of the person, for those who decide */
            email?: string;
            /** @enum {string} */
            granted?: "teacher" | "coordinator";
            /** Format: uuid */
            id: string;
            /** @description Of the person */
            name: string;
            new_city?: components["schemas"]["City"];
            new_names?: components["schemas"]["Names"];
            /** Format: uuid */
            person: string;
            /** @description Of a refusal */
            reason?: string;
            /**
             * @description Asked for
             * @enum {string}
             */
            role: "teacher" | "coordinator";
            /** @description Absent while the school is new */
            school?: components["schemas"]["School"];
            /** @enum {string} */
            state: "open" | "accepted" | "refused" | "taken_back";
            why: string;
        };
        TeacherRequests: {
            requests: components["schemas"]["TeacherRequest"][];
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
            /** @description Absent for a class's chat, and for what two schools discuss */
            board?: components["schemas"]["Board"];
            epoch: string;
            /** @description What the reader may do here: post.create, post.hide */
            may: string[];
            /**
             * Format: int64
             * @description Cursor of the page after; absent on the last
             */
            next?: number;
            /**
             * Format: uuid
             * @description Whose discussion it is
             */
            pairing?: string;
            /** @description By seq; the tree is in their parents */
            posts: components["schemas"]["Post"][];
            /**
             * Format: int64
             * @description Position of the thread's topic at the time of reading: subscribe since it
             */
            seq: number;
            thread: components["schemas"]["Thread"];
        };
        TranslatedText: {
            /** @description What made it; empty where nothing had to be translated */
            engine: string;
            text: string;
        };
        TranslateText: {
            /**
             * @description mixed and und: paragraph by paragraph, as each is detected
             * @enum {string}
             */
            from: "en" | "zh-Hans" | "zh-Hant" | "zh" | "mixed" | "und";
            text: string;
            /** @enum {string} */
            to: "en" | "zh-Hans" | "zh-Hant";
        };
        TryFilter: {
            /**
             * @description Where it would be said: in a class (also when absent), in the public forum by an adult, or there by a student
             * @enum {string}
             */
            place?: "class" | "forum" | "student";
            text: string;
        };
        UndoDeedRequest: {
            note: string;
        };
        Unread: {
            suspended?: boolean;
            /** Format: int64 */
            unread: number;
        };
        Unsubscribe: {
            topic: string;
        };
        WallTimes: {
            /** @description 2026-11-02T20:00, without a zone */
            end: string;
            /** @description 2026-11-02T19:00, without a zone */
            start: string;
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
        WithdrawnClass: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            by: "guardian" | "school";
            /** Format: uuid */
            class: string;
            names: components["schemas"]["Names"];
        };
        WithdrawStudentConsentRequest: {
            reason: string;
            /**
             * @description Whose word it is
             * @enum {string}
             */
            said_by?: "guardian" | "student" | "school";
        };
        WithdrawStudentPurposeRequest: {
            reason?: string;
            /**
             * @description Whose word it is
             * @enum {string}
             */
            said_by: "guardian" | "student" | "school";
        };
        WithdrawVouchingRequest: {
            reason: string;
        };
        WriteClassNoteRequest: {
            body: string;
            /** Format: date */
            day: string;
            /** Format: uuid */
            person?: string;
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
    "add-city": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddCity"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["City"];
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
    "change-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeClass"];
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
    "class-appeals": {
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
                    "application/json": components["schemas"]["Deeds"];
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
    "archive-class": {
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
    "class-attendance": {
        parameters: {
            query: {
                first: string;
                last: string;
            };
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
                    "application/json": components["schemas"]["ClassAttendance"];
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
    "class-attendance-csv": {
        parameters: {
            query: {
                first: string;
                last: string;
            };
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV (RFC 4180) */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
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
    "class-cases": {
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
                    "application/json": components["schemas"]["Queue"];
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
    "new-join-code": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewJoinCode"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinCode"];
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
    "end-join-code": {
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
    "class-consents": {
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
                    "application/json": components["schemas"]["ClassConsents"];
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
    "decide-posts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecidePostsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecidedPosts"];
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
    "export-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportClass"];
            };
        };
        responses: {
            /** @description A ZIP */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
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
    "class-groups": {
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
                    "application/json": components["schemas"]["ClassGroups"];
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
    "save-class-groups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveGroups"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassGroups"];
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
    "mix-class-groups": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MixGroups"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassGroups"];
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
    "add-class-guest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddGuest"];
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
    "answer-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerInvitation"];
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
    "keep-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeepClassRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["None"];
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
    "leave-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveClass"];
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
    "read-student-list": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentList"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentListRead"];
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
    "change-class-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMember"];
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
    "mute-member": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MuteMemberRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MutedMember"];
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
    "remove-from-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoveFromClassRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["None"];
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
    "take-back-into-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
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
                    "application/json": components["schemas"]["None"];
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
    "class-membership": {
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
                    "application/json": components["schemas"]["ClassMembership"];
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
    "move-class-up": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveUp"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassMade"];
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
    "choose-nickname": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseNickname"];
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
    "write-class-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteClassNoteRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassNoteRef"];
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
    "delete-class-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                note: string;
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
                    "application/json": components["schemas"]["None"];
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
    "confirm-student": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                request: string;
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
    "refuse-student": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseJoin"];
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
    "refuse-students": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseJoins"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinsRefused"];
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
    "class-said": {
        parameters: {
            query?: {
                /** @description Before this post */
                before?: string;
                /** @description Of the school's calendar; all days where it is not given */
                day?: string;
                /** @description What waits for approval alone */
                held?: boolean;
                /** @description By this person alone */
                person?: string;
                /** @description Whose calendar the day is of; goes together with it */
                school?: string;
            };
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
                    "application/json": components["schemas"]["ClassSaid"];
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
    "reset-sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetSignIns"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInSlips"];
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
    "class-standing": {
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
                    "application/json": components["schemas"]["ClassStanding"];
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
    "add-students": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddStudents"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInSlips"];
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
    "give-student-purpose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
                purpose: "pictures" | "recording" | "publishing";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveStudentPurposeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassConsents"];
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
    "withdraw-student-purpose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
                purpose: "pictures" | "recording" | "publishing";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawStudentPurposeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassConsents"];
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
    "give-student-consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveStudentConsentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentConsent"];
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
    "withdraw-student-consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawStudentConsentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentConsent"];
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
    "class-supervision": {
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
                    "application/json": components["schemas"]["ClassSupervision"];
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
    "add-class-staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddStaff"];
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
    "begin-district": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBeginDistrict"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountElsewhere"];
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
    "disconnect-district": {
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
    "list-filter-words": {
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
                    "application/json": components["schemas"]["FilterWords"];
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
    "held-posts": {
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
                    "application/json": components["schemas"]["HeldPosts"];
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
    "try-filter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TryFilter"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterTrial"];
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
    "add-filter-word": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddFilterWord"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterWord"];
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
    "change-filter-word": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                word: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddFilterWord"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterWord"];
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
    "remove-filter-word": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                word: string;
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
                    "application/json": components["schemas"]["FilterWord"];
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
    "guardian-open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianView"];
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
    "end-guardian-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link: string;
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
    "guardian-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianToken"];
            };
        };
        responses: {
            /** @description A ZIP file with data.json and index.html */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
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
    "guardian-ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianAsk"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianView"];
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
    "guardian-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GuardianToken"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GuardianView"];
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
    "ask-to-join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskToJoin"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinAsked"];
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
    "begin-joining": {
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
    "look-at-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinLook"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinPlace"];
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
    "join-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinStatusIn"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoinStatus"];
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
    contact: {
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
                    "application/json": components["schemas"]["Contact"];
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
    "set-contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetContact"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
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
    "list-appeals": {
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
                    "application/json": components["schemas"]["Deeds"];
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
    "audit-log": {
        parameters: {
            query?: {
                /** @description An action, or the first part of its name */
                action?: string;
                /** @description Next of the page before */
                before?: string;
                class?: string;
                /** @description Who did it, or whom it is about */
                person?: string;
                school?: string;
                /** @description From this moment on */
                since?: string;
                /** @description Before this moment */
                until?: string;
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
                    "application/json": components["schemas"]["AuditPage"];
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
    "audit-choices": {
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
                    "application/json": components["schemas"]["LogChoices"];
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
    "export-audit": {
        parameters: {
            query?: {
                /** @description An action, or the first part of its name */
                action?: string;
                /** @description Next of the page before */
                before?: string;
                class?: string;
                format?: "csv" | "jsonl";
                /** @description Who did it, or whom it is about */
                person?: string;
                school?: string;
                /** @description From this moment on */
                since?: string;
                /** @description Before this moment */
                until?: string;
                /** @description IANA time zone of the times that people read; UTC otherwise */
                zone?: string;
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
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "moderation-queue": {
        parameters: {
            query?: {
                /** @description Of the text; every one where absent, one's own first */
                language?: "en" | "zh";
                /** @description open where absent */
                state?: "open" | "closed";
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
                    "application/json": components["schemas"]["Queue"];
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
    "moderation-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["CasePage"];
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
    "answer-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerCaseRequest"];
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
    "claim-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["CasePage"];
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
    "release-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
    "act-on-case": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActOnCaseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deed"];
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
    "case-translation": {
        parameters: {
            query?: {
                to?: "en" | "zh-Hans" | "zh-Hant";
            };
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["CaseTranslation"];
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
    "staff-classes": {
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
                    "application/json": components["schemas"]["StaffClasses"];
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
    "moderation-deed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deed: string;
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
                    "application/json": components["schemas"]["Deed"];
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
    "appeal-deed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deed: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppealDeedRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deed"];
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
    "judge-appeal": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deed: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JudgeAppealRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deed"];
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
    "undo-deed": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deed: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoDeedRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deed"];
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
    "enter-class": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterClass"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffClass"];
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
    "staff-pairings": {
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
                    "application/json": components["schemas"]["StaffPairings"];
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
    "enter-pairing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffPairing"];
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
    "find-people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindPeople"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPeople"];
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
    "moderation-waiting": {
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
                    "application/json": components["schemas"]["ModerationWaiting"];
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
    "my-school": {
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
                    "application/json": components["schemas"]["MySchool"];
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
    "list-notices": {
        parameters: {
            query?: {
                /** @description Next of the page before */
                before?: string;
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
                    "application/json": components["schemas"]["Notices"];
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
    "mark-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkNotices"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Unread"];
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
    "count-notices": {
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
                    "application/json": components["schemas"]["Unread"];
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
    "list-pairings": {
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
                    "application/json": components["schemas"]["Pairings"];
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
    "propose-pairing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposePairing"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingPage"];
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
    "pairing-page": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
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
                    "application/json": components["schemas"]["PairingPage"];
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
    "accept-pairing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptPairingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingPage"];
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
    "list-class-teachers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
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
                    "application/json": components["schemas"]["PairingStaff"];
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
    "make-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewClass"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassMade"];
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
    "give-consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
                purpose: "chat" | "pictures" | "recording" | "publishing";
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
                    "application/json": components["schemas"]["PairingPage"];
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
    "withdraw-consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
                purpose: "chat" | "pictures" | "recording" | "publishing";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingPage"];
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
    "continue-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                pairing: string;
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
                    "application/json": components["schemas"]["PairingPage"];
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
    "decline-class": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class: string;
                pairing: string;
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
                    "application/json": components["schemas"]["PairingPage"];
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
    "withdraw-pairing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pairing: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingReason"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingPage"];
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
    "schools-to-pair": {
        parameters: {
            query?: {
                q?: string;
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
                    "application/json": components["schemas"]["SchoolChoices"];
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
    "list-partner-searches": {
        parameters: {
            query?: {
                age_from?: number;
                age_to?: number;
                chinese_level?: string;
                city?: string;
                country?: string;
                /** @description Only in another city, or another country, than one's own */
                elsewhere?: "city" | "country";
                english_level?: string;
                /** @description One's own school's instead, closed ones too */
                mine?: boolean;
                subject?: string;
                /** @description One of one's own school's searches, for the shared time; otherwise the school's hours count */
                with?: string;
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
                    "application/json": components["schemas"]["PartnerSearches"];
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
    "create-partner-search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerSearchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSearch"];
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
    "partner-search": {
        parameters: {
            query?: {
                /** @description One of one's own school's searches; otherwise the school's hours count */
                with?: string;
            };
            header?: never;
            path: {
                search: string;
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
                    "application/json": components["schemas"]["PartnerSearch"];
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
    "change-partner-search": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                search: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerSearchInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerSearch"];
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
    "block-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["Contact"];
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
    "unblock-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["Contact"];
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
    "export-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportPerson"];
            };
        };
        responses: {
            /** @description A ZIP file with data.json and index.html */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
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
    "guardian-links": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["GuardianLinks"];
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
    "make-guardian-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
                    "application/json": components["schemas"]["GuardianLink"];
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
    "reset-two-step": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetTwoStepBody"];
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
                    "application/json": components["schemas"]["PostRead"];
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
    "correct-post": {
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
                "application/json": components["schemas"]["CorrectPostRequest"];
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
    "act-on-post": {
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
                "application/json": components["schemas"]["ActOnPostRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deed"];
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
    "restore-public-post": {
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
                "application/json": components["schemas"]["RestorePublicPostRequest"];
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["HidePostRequest"];
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
    "create-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReport"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reported"];
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
    retention: {
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
                    "application/json": components["schemas"]["Retention"];
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
    rights: {
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
                    "application/json": components["schemas"]["Rights"];
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
    "affected-people": {
        parameters: {
            query: {
                class?: string;
                school?: string;
                since: string;
                /** @description Default: now */
                until?: string;
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
                    "application/json": components["schemas"]["Affected"];
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
    "ask-rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskRights"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rights"];
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
    "decide-rights": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideRights"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rights"];
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
    "list-schools": {
        parameters: {
            query?: {
                city?: string;
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
                    "application/json": components["schemas"]["Schools"];
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
    "school-page": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["SchoolPage"];
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
    "change-school": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSchool"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchoolPage"];
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
    "ask-for-coordinator": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
    "school-consents": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["SchoolConsents"];
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
    "leave-school": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaveSchoolBody"];
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
    "school-log": {
        parameters: {
            query?: {
                /** @description An action, or the first part of its name */
                action?: string;
                /** @description Next of the page before */
                before?: string;
                class?: string;
                /** @description Who did it, or whom it is about */
                person?: string;
                /** @description From this moment on */
                since?: string;
                /** @description Before this moment */
                until?: string;
            };
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["AuditPage"];
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
    "school-log-choices": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["LogChoices"];
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
    "find-school-people": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindPeople"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundPeople"];
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
    "school-requests": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["TeacherRequests"];
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
    "school-staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                school: string;
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
                    "application/json": components["schemas"]["SchoolStaff"];
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
    "appoint-staff": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppointStaffRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffMember"];
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
    "withdraw-vouching": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                school: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawVouchingRequest"];
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
    "shared-hours": {
        parameters: {
            query: {
                /** @description A school or a partner search */
                a: string;
                /** @description A school or a partner search */
                b: string;
                /** @description A date, by A's calendar; today where absent */
                from?: string;
                /** @description The last day, at most a year later; twelve weeks later where absent */
                until?: string;
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
                    "application/json": components["schemas"]["SharedHours"];
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
                    "application/json": components["schemas"]["AccountSignedIn"];
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
    "second-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountCode"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSignedIn"];
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
    "list-teacher-requests": {
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
                    "application/json": components["schemas"]["TeacherRequests"];
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
    "ask-for-school": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskForSchool"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeacherRequest"];
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
    "take-back-request": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
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
    "accept-teacher": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptTeacherRequest"];
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
    "refuse-teacher": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseTeacherRequest"];
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
    "translate-text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TranslateText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslatedText"];
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
    "begin-two-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBeginTwoStep"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountTwoStepSecret"];
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
    "confirm-two-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountCode"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRecoveryCodes"];
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
    "end-two-step": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountEndTwoStep"];
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
    "list-two-step": {
        parameters: {
            query?: {
                /** @description A part of a name, address or sign-in name */
                q?: string;
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
                    "application/json": components["schemas"]["AccountTwoStepPeople"];
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
    "renew-recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountCode"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountRecoveryCodes"];
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
    "list-ways-in": {
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
                    "application/json": components["schemas"]["AccountWays"];
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
