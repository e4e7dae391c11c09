/** Certificates renewed before they end, without an interruption. */
package org.medchain.node.center.renewal;
