//! Everything that a database holds, to see that nothing changed.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _, SqliteConnection};

use crate::support::databases::TestDatabase;

/// Every row of every table, one a line, the schema's own tables among them.
pub async fn snapshot(database: &TestDatabase) -> String {
    let rows = match database {
        TestDatabase::Sqlite { .. } => sqlite(&database.url()).await,
        TestDatabase::Postgres { .. } => postgres(&database.url()).await,
    };
    rows.unwrap().join("\n")
}

async fn sqlite(url: &str) -> sqlx::Result<Vec<String>> {
    let mut connection = SqliteConnection::connect(url).await?;
    let tables = "SELECT m.name, group_concat('quote(\"' || c.name || '\")', '||'', ''||') FROM sqlite_master m, pragma_table_info(m.name) c
                  WHERE m.type = 'table' GROUP BY m.name ORDER BY m.name";
    let mut lines = Vec::new();
    for table in sqlx::query(tables).fetch_all(&mut connection).await? {
        let (name, columns): (String, String) = (table.get(0), table.get(1));
        lines.push(name.clone());
        let rows = format!("SELECT {columns} FROM \"{name}\" ORDER BY 1");
        lines.extend(sqlx::query_scalar::<_, String>(AssertSqlSafe(rows)).fetch_all(&mut connection).await?);
    }
    connection.close().await?;
    Ok(lines)
}

async fn postgres(url: &str) -> sqlx::Result<Vec<String>> {
    let mut connection = PgConnection::connect(url).await?;
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";
    let mut lines = Vec::new();
    for name in sqlx::query_scalar::<_, String>(tables).fetch_all(&mut connection).await? {
        let rows = format!("SELECT to_json(t)::text FROM \"{name}\" t ORDER BY 1");
        lines.push(name);
        lines.extend(sqlx::query_scalar::<_, String>(AssertSqlSafe(rows)).fetch_all(&mut connection).await?);
    }
    connection.close().await?;
    Ok(lines)
}
