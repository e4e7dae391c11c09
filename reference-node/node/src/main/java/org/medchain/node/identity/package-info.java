/** Keys of a process and the center's certificates of them. */
package org.medchain.node.identity;
