-- The customers of checkout.sql: $1 of them, each with a session and an empty cart.
INSERT INTO users (id, created_at, version, username, normalized_username, email, normalized_email, email_verified,
    password_hash, security_stamp, concurrency_stamp)
SELECT 1000000 + i, now(), 1, 'shopper-' || i, 'SHOPPER-' || i, 'shopper-' || i || '@example.com',
    'SHOPPER-' || i || '@EXAMPLE.COM', false, 'none', 'stamp', 'stamp'
FROM generate_series(1, $1) i;
INSERT INTO user_roles (user_id, role_id)
SELECT u.id, r.id FROM users u, roles r WHERE u.id > 1000000 AND r.name = 'user';
INSERT INTO sessions (id, user_id, created_at, last_used_at)
SELECT ('00000000-0000-4000-8000-' || lpad((id - 1000000)::text, 12, '0'))::uuid, id, now(), now()
FROM users WHERE id > 1000000;
INSERT INTO carts (user_id, updated_at) SELECT id, now() FROM users WHERE id > 1000000;
