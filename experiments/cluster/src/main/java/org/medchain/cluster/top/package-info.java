/** {@code medchain top}: a cluster live in the terminal. */
package org.medchain.cluster.top;
