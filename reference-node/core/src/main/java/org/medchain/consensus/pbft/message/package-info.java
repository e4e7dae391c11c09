/**
 * The messages and certificates of PBFT (Castro and Liskov 1999, 2002), with their wire format and
 * checks.
 */
package org.medchain.consensus.pbft.message;
