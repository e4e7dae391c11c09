/** The configuration of a node. */
package org.medchain.node.config;
