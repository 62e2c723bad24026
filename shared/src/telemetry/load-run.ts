/** What `shop.synthetic` looks like: `<scenario>:<journey>:<run id>`, as load tests send it. */
export const loadRunForm = /^([a-z][a-z0-9-]{0,15}):([a-z][a-z0-9-]{0,15}):([a-z0-9][a-z0-9-]{0,27})$/;
