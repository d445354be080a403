package app_test

// accessTable states what each may do. It is a document that is run: every cell is asked for, over HTTP and over the
// socket where a row names both, and the bytes of every answer are searched for what its reader must not see.
//
// Who asks:
//
//	vis  visitor                          end  ended login           del  deleted account        rvk  revoked access token
//	unc  citizen, address not confirmed   sus  suspended citizen     cit  citizen                coo  coordinator
//	mod  moderator                        adm  administrator
//	out  student of a class's school, not in the class               col  teacher of that school, not in the class
//	oth  teacher of another pairing, with a class there              rem  student taken out of the class a second ago
//	rte  teacher taken out of the class a second ago
//	stu  student in the class             par  its student of the partner school
//	tea  teacher in the class             pte  its teacher of the partner school
//	sst  suspended student in the class   tok  student in the class, by an access token
//	rdo  the same by a read-only token
//
// All but rvk, tok and rdo come as a browser does. What they get:
//
//	ok   it is done, or (passes, below) refused for another reason than who asks
//	401  sign in first                    403  not for you           404  not there for you
//	unc  confirm the address first        sus  suspended             tok  the token is read-only
//	lck  the thread is locked             arc  the class is over     log  no access token can do this
//
// A new operation, command, kind of topic, signal or page without a row fails the test.
const accessTable = `Reading what is public                                                        | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-boards                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
list-cities                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
board-page                 | subscribe board  | a public board                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
thread-page                | subscribe thread | a public thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
thread-page                | subscribe thread | a locked thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
thread-history             | thread.history   | a public thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | another's post                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
post-history               | —                | another's post                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | a hidden post                  | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
post-history               | —                | a hidden post                  | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | a deleted post                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
post-history               | —                | a deleted post                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok

Reading what is hidden, or is not there                                       | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
thread-page                | subscribe thread | a hidden thread                | 404 404 404 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
thread-history             | thread.history   | a hidden thread                | 404 404 404 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
get-post                   | —                | another's, thread hidden       | 404 404 404 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
post-history               | —                | another's, thread hidden       | 404 404 404 401 | 404 404 404 404 ok  ok  | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
board-page                 | subscribe board  | no board                       | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
thread-page                | subscribe thread | no thread                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
thread-history             | thread.history   | no thread                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
get-post                   | —                | no post                        | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
post-history               | —                | no post                        | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404

Reading a class                                                               | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
list-classes               | —                | own classes                    | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
class-page                 | subscribe class  | the class                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-page                 | subscribe class  | an ended class                 | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
class-page                 | subscribe class  | no class                       | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
board-page                 | subscribe board  | the class's board              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
thread-page                | subscribe thread | the class's chat               | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
thread-page                | subscribe thread | the chat of another class      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 ok  404 404 | 404 404 404 404 | 404 404 404
thread-history             | thread.history   | the class's chat               | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
thread-history             | thread.history   | the chat of an ended class     | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | another's in the class         | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | own in the class               | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | hidden in the class            | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
post-history               | —                | another's in the class         | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok
post-history               | —                | hidden in the class            | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok

Writing in public                                                             | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
preview-post               | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
create-thread              | thread.create    | a public board                 | 401 401 401 401 | unc sus ok  ok  ok  ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | sus 403 tok
create-thread              | thread.create    | the class's board              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-thread              | thread.create    | no board                       | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-post                | post.create      | a public thread                | 401 401 401 401 | unc sus ok  ok  ok  ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | sus 403 tok
create-post                | post.create      | a locked thread                | 401 401 401 401 | unc sus lck lck lck lck | 403 lck lck 403 lck | 403 403 lck lck | sus 403 tok
create-post                | post.create      | a hidden thread                | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
create-post                | post.create      | no thread                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
edit-post                  | post.edit        | own post                       | 401 401 401 401 | unc sus ok  ok  ok  ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | sus 403 tok
edit-post                  | post.edit        | own, thread locked             | 401 401 401 401 | unc sus lck lck lck lck | 403 lck lck 403 lck | 403 403 lck lck | sus 403 tok
edit-post                  | post.edit        | own, hidden                    | 401 401 401 401 | unc sus 404 404 404 404 | 403 404 404 403 404 | 403 403 404 404 | sus 403 tok
edit-post                  | post.edit        | own, thread hidden             | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
edit-post                  | post.edit        | another's post                 | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
edit-post                  | post.edit        | no post                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
delete-post                | post.delete      | own post                       | 401 401 401 401 | unc sus ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | sus ok  tok
delete-post                | post.delete      | own, thread locked             | 401 401 401 401 | unc sus ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | sus ok  tok
delete-post                | post.delete      | another's post                 | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
delete-post                | post.delete      | no post                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
mark-read                  | thread.read      | a public thread                | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
mark-read                  | thread.read      | no thread                      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404

Writing in a class                                                            | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
create-post                | post.create      | the class's chat               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | sus ok  tok
create-post                | post.create      | the chat of another class      | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 ok  404 404 | 404 404 404 404 | 404 404 404
create-post                | post.create      | the chat of an ended class     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
edit-post                  | post.edit        | own in the class               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | sus ok  tok
edit-post                  | post.edit        | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 403 403 | sus 403 tok
edit-post                  | post.edit        | own in an ended class          | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
delete-post                | post.delete      | own in the class               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | sus ok  tok
delete-post                | post.delete      | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 403 403 | sus 403 tok
mark-read                  | thread.read      | the class's chat               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  tok
—                          | signal typing    | the class                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | sus ok  tok
—                          | signal typing    | an ended class                 | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | arc arc arc arc | sus arc tok
—                          | signal typing    | a public thread                | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
—                          | signal typing    | oneself                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
—                          | signal presence  | the class                      | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
—                          | signal read      | oneself                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404

Keeping the standard                                                          | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
hide-post                  | post.hide        | another's post                 | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
hide-post                  | post.hide        | own post                       | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
hide-post                  | post.hide        | another's, thread hidden       | 401 401 401 401 | 404 404 404 404 403 403 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
hide-post                  | post.hide        | another's in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
hide-post                  | post.hide        | own in the class               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
hide-post                  | post.hide        | another's in an ended class     | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
hide-post                  | post.hide        | no post                        | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
restore-post               | post.restore     | another's, hidden              | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
restore-post               | post.restore     | another's, hidden in the class | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
approve-post               | post.approve     | held                           | 401 401 401 401 | unc sus 403 403 403 403 | 403 403 403 403 403 | 403 403 403 403 | sus 403 tok
approve-post               | post.approve     | held in the class              | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | sus 403 tok
approve-post               | post.approve     | own, held in the class         | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 hld hld | sus 403 tok
post-evidence              | —                | held                           | 401 401 401 401 | 403 403 403 403 ok  ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
post-evidence              | —                | held in the class              | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 403 403 ok  ok  | 403 403 403
get-post                   | —                | held                           | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
get-post                   | —                | held in the class              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | ok  ok  ok  ok  | ok  ok  ok

One's own affairs                                                             | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
me                         | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
—                          | subscribe person | oneself                        | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
—                          | subscribe person | somebody else                  | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
change-settings            | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  tok
change-password            | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
delete-account             | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | 403 ok  ok  403 ok  | 403 403 ok  ok  | 403 log tok
list-logins                | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
end-login                  | —                | own login                      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
end-login                  | —                | somebody's login               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 log tok
list-access-tokens         | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
create-access-token        | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
revoke-access-token        | —                | own token                      | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
revoke-access-token        | —                | somebody's token               | 401 401 401 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 log tok
end-other-logins           | —                | —                              | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
sign-out                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok

The way in, and the installation                                              | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
register                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
confirm-registration       | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
request-confirmation       | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
sign-in                    | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
request-password-reset     | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
reset-password             | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
become-first-administrator | —                | with a new account             | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
become-first-administrator | —                | as who is signed in            | 401 401 401 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  log tok
list-outbox                | —                | —                              | 401 401 401 401 | 403 403 403 403 403 ok  | 403 403 403 403 403 | 403 403 403 403 | 403 403 403
—                          | hello            | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
—                          | unsubscribe      | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok

Pages and feeds                                                               | vis end del rvk | unc sus cit coo mod adm | out col oth rem rte | stu par tea pte | sst tok rdo
/                          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/about                     | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/standard                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/forum                     | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/boards/*                  | —                | a public board                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/boards/*                  | —                | the class's board              | 404 404 404 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/boards/*/feed.atom        | —                | a public board                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/boards/*/feed.atom        | —                | the class's board              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/boards/*/feed.atom        | —                | no board                       | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/boards/*/new              | —                | a public board                 | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/threads/*                 | —                | a public thread                | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/threads/*                 | —                | a student's thread             | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/threads/*                 | —                | a hidden thread                | 404 404 404 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/threads/*                 | —                | the class's chat               | 404 404 404 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/threads/*                 | —                | no thread                      | 404 404 404 401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*                 | —                | the class                      | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/classes/*                 | —                | no class                       | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/confirm                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/first-administrator       | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/forgot-password           | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/new                       | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/outbox                    | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/register                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/reset-password            | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/settings                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/sign-in                   | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api/openapi.json          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api/openapi.yaml          | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api/docs                  | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api                       | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/api/                      | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/metrics                   | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/debug/pprof/              | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/debug/pprof/profile       | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/debug/pprof/symbol        | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/debug/pprof/trace         | —                | —                              | 404 404 404 401 | 404 404 404 404 404 404 | 404 404 404 404 404 | 404 404 404 404 | 404 404 404
/api/socket                | —                | —                              | ok  ok  ok  401 | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/livez                     | —                | —                              | ok  ok  ok  ok  | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
/readyz                    | —                | —                              | ok  ok  ok  ok  | ok  ok  ok  ok  ok  ok  | ok  ok  ok  ok  ok  | ok  ok  ok  ok  | ok  ok  ok
`
