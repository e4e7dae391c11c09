/** The regulatory center (paper §3.1): certificates, their renewal and their end; admission. */
package org.medchain.node.center;
