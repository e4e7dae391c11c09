/**
 * The medical chain network layer (paper §3.2.2): who the nodes are, and the signed envelope of
 * every message.
 */
package org.medchain.network;
