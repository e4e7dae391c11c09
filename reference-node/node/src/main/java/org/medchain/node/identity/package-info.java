/**
 * Who a process is: its keys and the center's certificates of them, on disk and renewed; what a
 * certificate says.
 */
package org.medchain.node.identity;
