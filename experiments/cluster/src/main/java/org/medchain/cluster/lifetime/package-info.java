/** Lifetimes of a command's processes and folders (CLUSTER-10 to CLUSTER-14). */
package org.medchain.cluster.lifetime;
