/**
 * The medical chain network layer (paper §3.2.2): who the nodes are, and the signed envelope in
 * which every message travels. It opens no socket: hosts do.
 */
package org.medchain.network;
