/** Peers with valid certificates and arbitrary messages, against real nodes (THR-4, THR-5). */
package org.medchain.faults.hostile;
