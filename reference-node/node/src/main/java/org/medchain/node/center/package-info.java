/** The regulatory center (paper §3.1): certificates, their renewal and their end; who is let in. */
package org.medchain.node.center;
