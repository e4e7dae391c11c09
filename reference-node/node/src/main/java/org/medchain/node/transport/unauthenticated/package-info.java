/** Places of incoming connections that have not shown a certificate yet (CONN-17, CONN-19). */
package org.medchain.node.transport.unauthenticated;
