/**
 * Connections between processes: TLS 1.3 with certificates on both sides, frames, back-pressure.
 */
package org.medchain.node.transport;
