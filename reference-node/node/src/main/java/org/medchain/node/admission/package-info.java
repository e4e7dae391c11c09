/**
 * What a link may send (NODE-19): one table of message kind, role of the link and its standing, and
 * what carries it out before anything is authenticated.
 *
 * <p>To read: {@link org.medchain.node.admission.MessageKind} (what can come), {@link
 * org.medchain.node.admission.PeerStanding} (how the sender stands), {@link
 * org.medchain.node.admission.AdmissionTable} (what becomes of it), {@link
 * org.medchain.node.admission.LinkAdmission} (the one who carries it out). A new kind of message
 * needs a constant in the first, whose purpose is its row in the third; until then it is not read.
 */
package org.medchain.node.admission;
