/**
 * Admission of messages (NODE-19): a table of message kind, role and standing. A new kind of
 * message needs a constant in {@link org.medchain.node.admission.MessageKind}.
 */
package org.medchain.node.admission;
