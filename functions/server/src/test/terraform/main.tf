# A table with everything that Cairn has, an item, and a tag, for the script "run" beside this file.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "endpoint" {
  type = string
}

# Which of the configurations below is wanted: first, protected, or second.
variable "stage" {
  type = string
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "any"
  secret_key                  = "any"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  endpoints {
    dynamodb = var.endpoint
  }
}

locals {
  second = var.stage == "second"
  indexes = {
    first  = { byTopic = "topic", byTitle = "title" }
    second = { byTopic = "topic", byEditor = "editor" }
  }
  globals = local.indexes[local.second ? "second" : "first"]
  attributes = merge(
    { author = "S", posted = "N", length = "N" },
    { for attribute in values(local.globals) : attribute => "S" },
  )
}

resource "aws_dynamodb_table" "posts" {
  name                        = "Posts"
  hash_key                    = "author"
  range_key                   = "posted"
  billing_mode                = local.second ? "PROVISIONED" : "PAY_PER_REQUEST"
  read_capacity               = local.second ? 5 : null
  write_capacity              = local.second ? 6 : null
  stream_enabled              = true
  stream_view_type            = local.second ? "KEYS_ONLY" : "NEW_AND_OLD_IMAGES"
  table_class                 = local.second ? "STANDARD_INFREQUENT_ACCESS" : "STANDARD"
  deletion_protection_enabled = var.stage == "protected"

  dynamic "attribute" {
    for_each = local.attributes
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  local_secondary_index {
    name               = "byLength"
    range_key          = "length"
    projection_type    = "INCLUDE"
    non_key_attributes = ["title", "text"]
  }

  dynamic "global_secondary_index" {
    for_each = local.globals
    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value
      range_key       = "posted"
      projection_type = "ALL"
      read_capacity   = local.second ? 3 : null
      write_capacity  = local.second ? 4 : null
    }
  }

  # A key of one's own: without it the provider asks KMS for the ARN of DynamoDB's key.
  dynamic "server_side_encryption" {
    for_each = local.second ? [1] : []
    content {
      enabled     = true
      kms_key_arn = "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-0000-0000-000000000001"
    }
  }

  ttl {
    attribute_name = "expires"
    enabled        = !local.second
  }

  tags = local.second ? { team = "news", new = "tag" } : { team = "blog", Name = "all posts" }

  # The resource below has a tag of its own.
  lifecycle {
    ignore_changes = [tags["single"], tags_all["single"]]
  }
}

resource "aws_dynamodb_table_item" "post" {
  table_name = aws_dynamodb_table.posts.name
  hash_key   = aws_dynamodb_table.posts.hash_key
  range_key  = aws_dynamodb_table.posts.range_key
  item = jsonencode(merge(
    { author = { S = "ann" }, posted = { N = "1" }, title = { S = local.second ? "two" : "one" } },
    local.second ? {} : { topic = { S = "stone" } },
  ))
}

resource "aws_dynamodb_tag" "single" {
  resource_arn = aws_dynamodb_table.posts.arn
  key          = "single"
  value        = local.second ? "two" : "one"
}

data "aws_dynamodb_table" "posts" {
  name = aws_dynamodb_table.posts.name
}

data "aws_dynamodb_table_item" "post" {
  table_name = aws_dynamodb_table.posts.name
  key        = jsonencode({ author = { S = "ann" }, posted = { N = "1" } })
  depends_on = [aws_dynamodb_table_item.post]
}

output "table" {
  value = data.aws_dynamodb_table.posts.arn
}

output "item" {
  value = data.aws_dynamodb_table_item.post.item
}
