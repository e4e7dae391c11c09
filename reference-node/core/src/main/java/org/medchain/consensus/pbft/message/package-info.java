/**
 * The messages and certificates of PBFT (Castro and Liskov 1999, 2002), with their wire format; the
 * checks of a single message are here, its effects on a replica in {@code
 * org.medchain.consensus.pbft}.
 */
package org.medchain.consensus.pbft.message;
