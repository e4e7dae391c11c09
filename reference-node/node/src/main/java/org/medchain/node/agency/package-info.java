/**
 * The information aggregation agency (paper §3.1, §4; ROLE-3, ROLE-4; decision 0160). It is not
 * trusted: it relays signed messages and changes none.
 */
package org.medchain.node.agency;
