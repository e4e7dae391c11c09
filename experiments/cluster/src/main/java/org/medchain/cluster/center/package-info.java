/** The regulatory center as a process, and the commands that drive it (paper §3.1; ROLE-1). */
package org.medchain.cluster.center;
