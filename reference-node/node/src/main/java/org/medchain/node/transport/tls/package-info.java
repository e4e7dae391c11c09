/** TLS 1.3 (RFC 8446) with certificates on both sides, by native code where there is some. */
package org.medchain.node.transport.tls;
