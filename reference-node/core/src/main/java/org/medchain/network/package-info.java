/**
 * The medical chain network layer (paper §3.2.2): the list of nodes, and the signed envelope of
 * every message.
 */
package org.medchain.network;
